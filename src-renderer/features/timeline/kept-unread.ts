// The position from which the user marked the open room as unread, so that it is not read again merely because it is open: neither
// now nor when the page is reloaded, which opens the same room.

const KEY = 'lanai.kept-unread';

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function keepUnread(storage: Keeper, roomId: string, lastReadSeq: number): void {
  storage.setItem(KEY, `${roomId} ${lastReadSeq}`);
}

export function isKeptUnread(storage: Keeper, roomId: string, lastReadSeq: number): boolean {
  return storage.getItem(KEY) === `${roomId} ${lastReadSeq}`;
}

export function letBeRead(storage: Keeper): void {
  storage.removeItem(KEY);
}

/** Where reading and the reader stand. */
export interface Stand {
  lastReadSeq: number;
  isAtEnd: boolean;
  /** The reader has moved the list since the mark. */
  hasMoved: boolean;
  /** How many snapshots of the home came: with each the end of a room is loaded again. */
  snapshotGeneration: number;
}

/**
 * The fate of the mark. Reading that went back was moved by the reader; one that went on, and a reader who moved away from the
 * end and back, lift it. An end that went and came because it was loaded again lifts nothing, whatever was moved before that.
 */
export function markAfter(before: Stand, now: Stand): { mark: 'kept' | 'lifted' | null; hasMoved: boolean } {
  const hasMoved = now.hasMoved && before.snapshotGeneration === now.snapshotGeneration;
  if (now.lastReadSeq < before.lastReadSeq) return { mark: 'kept', hasMoved: false };
  if (now.lastReadSeq > before.lastReadSeq) return { mark: 'lifted', hasMoved };
  return { mark: now.isAtEnd && !before.isAtEnd && hasMoved ? 'lifted' : null, hasMoved };
}
