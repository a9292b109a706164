import type { Snapshot } from '../../src-shared/snapshot.ts';
import { unreadOf } from './unread.ts';

/** The number on the app's icon, where the desktop draws one: everything unread. */
export function createBadge(setBadgeCount: (count: number) => unknown): { setHome(snapshot: Snapshot): void } {
  let drawn = 0;
  return {
    setHome(snapshot) {
      const { messages } = unreadOf(snapshot);
      if (messages !== drawn) setBadgeCount(messages);
      drawn = messages;
    },
  };
}
