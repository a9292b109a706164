// Where somebody marked the room on the screen as unread, so that it is not read again merely because it is open: neither now
// nor when the page is opened anew, which opens the same room.

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
