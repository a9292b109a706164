// Notifications, drawn by the system (desktop) or by a browser. rule.ts decides which messages notify, texts.ts writes the text,
// groups.ts groups them.
import type { Place } from '../deep-link.ts';
import type { Timer } from '../timer.ts';
import type { Snapshot } from '../snapshot.ts';
import { roomOfCall, type Call } from './attention.ts';
import type { DeviceSettings } from './device.ts';
import { createNotificationGroups, type ShownNotification } from './groups.ts';
import type { Notice } from './notices.ts';
import { callText, manyText, noticeText, type CallText, type NotificationText, type NotificationWords } from './texts.ts';

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
  /** Null: the app, wherever it is. */
  onOpen(place: Place | null): void;
}

export interface Notifications {
  notify(call: Call, snapshot: Snapshot, shows: DeviceSettings['shows']): void;
  notice(notice: Notice, snapshot: Snapshot, shows: DeviceSettings['shows']): void;
  noticeOver(id: string): void;
  roomRead(roomId: string): void;
  close(): void;
}

type Item = CallText & Place;

export function createNotifications({ create, timer, isBodyMarkup, words, onOpen }: NotificationsOptions): Notifications {
  // Electron's object ends with its last reference, and its click with it.
  const alive = new Set<NativeNotification>();

  /** By their ids. */
  const notices = new Map<string, ShownNotification>();

  function show({ title, body }: NotificationText, place: Place | null): ShownNotification {
    const notification = create({ title, body: isBodyMarkup ? escapeMarkup(body) : body });
    alive.add(notification);
    notification.on('close', () => alive.delete(notification));
    notification.on('click', () => onOpen(place));
    notification.show();
    return { close: () => notification.close() };
  }

  const groups = createNotificationGroups<Item>({
    timer,
    showOne: (item) => show(item, placeIn(item)),
    showMany: (items, newest) => show(manyText(items, words()), placeIn(newest)),
  });

  function noticeOver(id: string): void {
    notices.get(id)?.close();
    notices.delete(id);
  }

  return {
    notify: (call, snapshot, shows) => groups.add({ ...callText(call, snapshot, { shows, words: words() }), ...placeOf(call) }),
    notice(notice, snapshot, shows) {
      noticeOver(notice.id);
      notices.set(notice.id, show(noticeText(notice, snapshot, { shows, words: words() }), placeOfNotice(notice, snapshot)));
    },
    noticeOver,
    roomRead: (roomId) => groups.forgetRoom(roomId),
    close() {
      groups.close();
      for (const id of [...notices.keys()]) noticeOver(id);
    },
  };
}

function placeIn({ room_id, seq }: Place): Place {
  return { room_id, seq };
}

function placeOf(call: Call): Place {
  return { room_id: roomOfCall(call), seq: call.type === 'message.posted' ? call.message.seq : null };
}

/** Of an unsent message the room, where a line above the field leads to it. Null: the app, wherever it is. */
function placeOfNotice(notice: Notice, { rooms }: Snapshot): Place | null {
  if (notice.kind === 'reminder') return notice.message && placeIn(notice.message);
  const { room_id } = notice.scheduled;
  return rooms[room_id] ? { room_id, seq: null } : null;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
