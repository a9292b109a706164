// Notifications, drawn by the system (desktop) or by a browser. rule.ts decides which messages notify, texts.ts writes the text,
// groups.ts groups them.
import type { Place } from '../deep-link.ts';
import type { Timer } from '../timer.ts';
import type { Snapshot } from '../snapshot.ts';
import { roomOfCall, type Call } from './attention.ts';
import type { DeviceSettings } from './device.ts';
import { createNotificationGroups, type ShownNotification } from './groups.ts';
import { callText, manyText, type CallText, type NotificationText, type NotificationWords } from './texts.ts';

/** The part of Electron's Notification that is used. */
export interface NativeNotification {
  on(event: 'click' | 'close', listener: () => void): unknown;
  show(): void;
  close(): void;
}

interface NotificationsOptions {
  create(text: NotificationText): NativeNotification;
  timer: Timer;
  /** The desktop reads the body as markup (Linux), so what a message contains must not become any. */
  isBodyMarkup: boolean;
  words(): NotificationWords;
  onOpen(place: Place): void;
}

export interface Notifications {
  notify(call: Call, snapshot: Snapshot, shows: DeviceSettings['shows']): void;
  roomRead(roomId: string): void;
  close(): void;
}

type Item = CallText & Place;

export function createNotifications({ create, timer, isBodyMarkup, words, onOpen }: NotificationsOptions): Notifications {
  // Electron's object ends with its last reference, and its click with it.
  const alive = new Set<NativeNotification>();

  function show({ title, body }: NotificationText, { room_id, seq }: Place): ShownNotification {
    const notification = create({ title, body: isBodyMarkup ? escapeMarkup(body) : body });
    alive.add(notification);
    notification.on('close', () => alive.delete(notification));
    notification.on('click', () => onOpen({ room_id, seq }));
    notification.show();
    return { close: () => notification.close() };
  }

  const groups = createNotificationGroups<Item>({
    timer,
    showOne: (item) => show(item, item),
    showMany: (items, newest) => show(manyText(items, words()), newest),
  });

  return {
    notify: (call, snapshot, shows) => groups.add({ ...callText(call, snapshot, { shows, words: words() }), ...placeOf(call) }),
    roomRead: (roomId) => groups.forgetRoom(roomId),
    close: () => groups.close(),
  };
}

function placeOf(call: Call): Place {
  return { room_id: roomOfCall(call), seq: call.type === 'message.posted' ? call.message.seq : null };
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
