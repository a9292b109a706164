/** The number on the app's icon, where the desktop draws one: everything unread that is not muted. */
export function createBadge(setBadgeCount: (count: number) => unknown): { show(count: number): void } {
  let drawn = 0;
  return {
    show(count) {
      if (count !== drawn) setBadgeCount(count);
      drawn = count;
    },
  };
}
