// Notifications, drawn by the system (desktop) or by a browser. rule.ts decides which messages notify, texts.ts writes the text,
// groups.ts groups them.
import type { Place } from '../deep-link.ts';
import type { Message } from '../objects.ts';
import type { SavedItem } from '../saved.ts';
import type { Timer } from '../timer.ts';
import type { Snapshot } from '../snapshot.ts';
import { roomOfCall, type Call } from './attention.ts';
import type { DeviceSettings } from './device.ts';
import { createNotificationGroups, type ShownNotification } from './groups.ts';
import { callText, manyText, reminderText, type CallText, type NotificationText, type NotificationWords } from './texts.ts';

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
  /** `message`: the one that it is about, if there is one. */
  remind(item: SavedItem, message: Message | null, snapshot: Snapshot, shows: DeviceSettings['shows']): void;
  reminderOver(id: string): void;
  roomRead(roomId: string): void;
  close(): void;
}

type Item = CallText & Place;

export function createNotifications({ create, timer, isBodyMarkup, words, onOpen }: NotificationsOptions): Notifications {
  // Electron's object ends with its last reference, and its click with it.
  const alive = new Set<NativeNotification>();

  /** By the ids of their items. */
  const reminders = new Map<string, ShownNotification>();

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

  function reminderOver(id: string): void {
    reminders.get(id)?.close();
    reminders.delete(id);
  }

  return {
    notify: (call, snapshot, shows) => groups.add({ ...callText(call, snapshot, { shows, words: words() }), ...placeOf(call) }),
    remind(item, message, snapshot, shows) {
      reminderOver(item.id);
      const text = reminderText(item, message, snapshot, { shows, words: words() });
      reminders.set(item.id, show(text, message && placeIn(message)));
    },
    reminderOver,
    roomRead: (roomId) => groups.forgetRoom(roomId),
    close() {
      groups.close();
      for (const id of [...reminders.keys()]) reminderOver(id);
    },
  };
}

function placeIn({ room_id, seq }: Place): Place {
  return { room_id, seq };
}

function placeOf(call: Call): Place {
  return { room_id: roomOfCall(call), seq: call.type === 'message.posted' ? call.message.seq : null };
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
