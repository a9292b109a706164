// Native notifications. What is worth one is decided in notify-rule.ts, how many there are in notification-groups.ts.
import type { Place } from '../../src-shared/deep-link.ts';
import type { Timer } from '../../src-shared/home-client.ts';
import { messageWords } from '../../src-shared/files.ts';
import type { Message } from '../../src-shared/objects.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { isSealed } from '../../src-shared/sealed-mark.ts';
import { createNotificationGroups, type ShownNotification } from './notification-groups.ts';
import { previewText } from './plain-text.ts';

/** The part of Electron's Notification that is used. */
export interface NativeNotification {
  on(event: 'click' | 'close', listener: () => void): unknown;
  show(): void;
  close(): void;
}

export interface NotificationText {
  title: string;
  body: string;
}

interface NotificationsOptions {
  create(text: NotificationText): NativeNotification;
  timer: Timer;
  /** The desktop reads the body as markup (Linux), so what a message contains must not become any. */
  isBodyMarkup: boolean;
  onOpen(place: Place): void;
}

export interface Notifications {
  notify(message: Message, snapshot: Snapshot): void;
  roomRead(roomId: string): void;
  close(): void;
}

interface Item extends NotificationText {
  room_id: string;
  seq: number;
}

export function createNotifications({ create, timer, isBodyMarkup, onOpen }: NotificationsOptions): Notifications {
  // Electron's object ends with its last reference, and its click with it.
  const alive = new Set<NativeNotification>();

  function show({ title, body }: NotificationText, place: Place): ShownNotification {
    const notification = create({ title, body: isBodyMarkup ? escapeMarkup(body) : body });
    alive.add(notification);
    notification.on('close', () => alive.delete(notification));
    notification.on('click', () => onOpen(place));
    notification.show();
    return { close: () => notification.close() };
  }

  const groups = createNotificationGroups<Item>({
    timer,
    showOne: (item) => show(item, item),
    showMany: (items, newest) => show(groupText(items), newest),
  });

  return {
    notify: (message, snapshot) => groups.add({ ...messageText(message, snapshot), room_id: message.room_id, seq: message.seq }),
    roomRead: (roomId) => groups.forgetRoom(roomId),
    close: () => groups.close(),
  };
}

/** "Ada in launch-plan" and the first words; in a direct room just "Ada". What is sealed only the room itself can show. */
export function messageText(message: Message, snapshot: Snapshot): NotificationText {
  const author = snapshot.participants[message.author_id]?.name ?? 'Somebody';
  const room = snapshot.rooms[message.room_id]?.room;
  if (isSealed(message.content)) return { title: room && !room.direct ? `${author} wrote in ${room.name}` : `${author} wrote`, body: '' };
  return { title: room && !room.direct ? `${author} in ${room.name}` : author, body: previewText(messageWords(message)) };
}

/** "5 new messages in 2 rooms", and who they are from. */
export function groupText(items: readonly Item[]): NotificationText {
  const rooms = new Set(items.map(({ room_id }) => room_id)).size;
  const titles = [...new Set(items.map(({ title }) => title))];
  return { title: `${items.length} new messages${rooms > 1 ? ` in ${rooms} rooms` : ''}`, body: titles.join(', ') };
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
