// The rooms that were opened last in this browser, the newest first.

const KEY = 'lanai.recent-rooms';
const KEPT_MAX = 12;

export function recentRooms(storage: Pick<Storage, 'getItem'>): string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function keepRecentRoom(storage: Pick<Storage, 'getItem' | 'setItem'>, roomId: string): void {
  const kept = [roomId, ...recentRooms(storage).filter((each) => each !== roomId)].slice(0, KEPT_MAX);
  try {
    storage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // The storage is full: a room that is not remembered is found by its name.
  }
}
