// Keeps a burst of messages from becoming a burst of notifications: the first few are shown one by one; when more come
// within two seconds, they are all replaced by one, which then counts on until it is quiet for two seconds.
import type { Timer } from '../../src-shared/home-client.ts';

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
  /** The room was read: what was shown about it goes, and it is not counted any more. */
  forgetRoom(roomId: string): void;
  close(): void;
}

interface Shown {
  notification: ShownNotification;
  roomIds: Set<string>;
}

export function createNotificationGroups<T extends Grouped>({ timer, showOne, showMany }: GroupsOptions<T>): NotificationGroups<T> {
  let shown: Shown[] = [];
  /** What came since it was last quiet, and what of that the group on the screen tells already. */
  let burst: T[] = [];
  let burstShown: Shown[] = [];
  let told = 0;
  let cancelWindow: (() => void) | null = null;

  function add(item: T): void {
    burst.push(item);
    if (burst.length <= SINGLES_MAX) keep(showOne(item), [item]);
    cancelWindow ??= timer.after(BURST_MS, endWindow);
  }

  function endWindow(): void {
    cancelWindow = null;
    const newest = burst.at(-1);
    if (newest && burst.length > SINGLES_MAX && burst.length > told) {
      closeAll(burstShown);
      burstShown = [];
      keep(showMany(burst, newest), burst);
      told = burst.length;
      cancelWindow = timer.after(BURST_MS, endWindow);
    } else {
      forgetBurst();
    }
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
    told = 0;
  }

  return {
    add,
    forgetRoom(roomId) {
      burst = burst.filter(({ room_id }) => room_id !== roomId);
      told = Math.min(told, burst.length);
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
