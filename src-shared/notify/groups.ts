// Keeps a burst of messages from becoming a burst of notifications: the first few are shown one by one; when more come
// within two seconds, they are all replaced by one, which then counts on until it is quiet for two seconds.
import type { Timer } from '../timer.ts';

const BURST_MS = 2_000;
const SINGLES_MAX = 3;

export interface Grouped {
  room_id: string;
}

export interface ShownNotification {
  close(): void;
}

interface GroupsOptions<T extends Grouped> {
  timer: Timer;
  showOne(item: T): ShownNotification;
  showMany(items: readonly T[], newest: T): ShownNotification;
}

export interface NotificationGroups<T extends Grouped> {
  add(item: T): void;
  /** The room was read: its notification is removed, and its messages are not counted any more. */
  forgetRoom(roomId: string): void;
  close(): void;
}

interface Shown {
  notification: ShownNotification;
  roomIds: Set<string>;
}

interface Waiting<T> {
  item: T;
  isTold: boolean;
}

export function createNotificationGroups<T extends Grouped>({ timer, showOne, showMany }: GroupsOptions<T>): NotificationGroups<T> {
  let shown: Shown[] = [];
  /** The messages since the last quiet time, and the shown text about them. */
  let burst: Waiting<T>[] = [];
  let burstShown: Shown[] = [];
  let cancelWindow: (() => void) | null = null;

  function add(item: T): void {
    const waiting = { item, isTold: false };
    burst.push(waiting);
    if (burst.length <= SINGLES_MAX) tellOne(waiting);
    cancelWindow ??= timer.after(BURST_MS, endWindow);
  }

  function endWindow(): void {
    cancelWindow = null;
    const untold = burst.filter(({ isTold }) => !isTold);
    if (untold.length === 0) return forgetBurst();
    if (burst.length > SINGLES_MAX) tellAll();
    else untold.forEach(tellOne);
    cancelWindow = timer.after(BURST_MS, endWindow);
  }

  function tellOne(waiting: Waiting<T>): void {
    waiting.isTold = true;
    keep(showOne(waiting.item), [waiting.item]);
  }

  function tellAll(): void {
    const items = burst.map(({ item }) => item);
    const newest = items.at(-1);
    if (!newest) return;
    closeAll(burstShown);
    burstShown = [];
    for (const waiting of burst) waiting.isTold = true;
    keep(showMany(items, newest), items);
  }

  function keep(notification: ShownNotification, items: readonly T[]): void {
    const entry = { notification, roomIds: new Set(items.map(({ room_id }) => room_id)) };
    shown.push(entry);
    burstShown.push(entry);
  }

  function closeAll(entries: readonly Shown[]): void {
    for (const { notification } of entries) notification.close();
    shown = shown.filter((entry) => !entries.includes(entry));
  }

  function forgetBurst(): void {
    burst = [];
    burstShown = [];
  }

  return {
    add,
    forgetRoom(roomId) {
      burst = burst.filter(({ item }) => item.room_id !== roomId);
      for (const { roomIds } of shown) roomIds.delete(roomId);
      closeAll(shown.filter(({ roomIds }) => roomIds.size === 0));
    },
    close() {
      cancelWindow?.();
      cancelWindow = null;
      closeAll(shown);
      forgetBurst();
    },
  };
}
