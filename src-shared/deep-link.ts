// lanai:// links and the app's own addresses. Both only navigate: a link alone never does anything.

export const LINK_SCHEME = 'lanai';

/** A place in the app. `seq`: the message to show; null for the newest. */
export interface Place {
  room_id: string;
  seq: number | null;
  /** The thread to open beside the room. No link has one: a link to a reply leads to its thread. */
  thread_id?: string | undefined;
}

const ROOM_ID = /^[A-Za-z0-9_-]{1,200}$/;
const SEQ = /^[1-9][0-9]{0,15}$/;
/** Stands for a message that no room has: the room opens, and says that it is not there. */
const NO_SEQ = Number.MAX_SAFE_INTEGER;

/** `lanai://room/<id>` or `lanai://room/<id>/<seq>`; anything else is null. */
export function parseDeepLink(link: string): Place | null {
  const prefix = `${LINK_SCHEME}://room/`;
  if (!link.startsWith(prefix)) return null;
  return parsePlace(link.slice(prefix.length));
}

export function deepLink(place: Place): string {
  return `${LINK_SCHEME}://room/${placePath(place)}`;
}

/** The fragment of the app's address, without the #: `/room/<id>` or `/room/<id>/<seq>`. One with another number, or with none, leads to the room. */
export function parseAppPath(path: string): Place | null {
  if (!path.startsWith('/room/')) return null;
  const place = path.slice('/room/'.length);
  const [roomId = '', ...rest] = place.split('/');
  return parsePlace(place) ?? (rest.length === 1 && ROOM_ID.test(roomId) ? { room_id: roomId, seq: NO_SEQ } : null);
}

export function appPath(place: Place): string {
  return `/room/${placePath(place)}`;
}

function placePath({ room_id, seq }: Place): string {
  return seq === null ? room_id : `${room_id}/${seq}`;
}

function parsePlace(path: string): Place | null {
  const [roomId = '', seq, ...rest] = path.replace(/\/$/, '').split('/');
  if (!ROOM_ID.test(roomId) || rest.length > 0) return null;
  if (seq === undefined) return { room_id: roomId, seq: null };
  return SEQ.test(seq) && Number.isSafeInteger(Number(seq)) ? { room_id: roomId, seq: Number(seq) } : null;
}
