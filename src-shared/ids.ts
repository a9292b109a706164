import { randomBytes } from '@noble/hashes/utils.js';
import { createUuids } from './uuid.ts';

let uuids: (() => Uint8Array) | null = null;

/** A new id: UUIDv7 (RFC 9562), so ids made later sort later. Clients make message ids with it too. */
export function newId(): string {
  uuids ??= createUuids({ now: () => Date.now(), random: pooledRandom() });
  return textOf(uuids());
}

const DIGITS = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
const HYPHEN = '-'.charCodeAt(0);
/** The characters of the last id. */
const codes: number[] = [];

/** The text of an id, made in one piece: a server makes three ids for each message. */
function textOf(bytes: Uint8Array): string {
  let at = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (index === 4 || index === 6 || index === 8 || index === 10) codes[at++] = HYPHEN;
    codes[at++] = DIGITS[byte >>> 4] ?? 0;
    codes[at++] = DIGITS[byte & 15] ?? 0;
  }
  return String.fromCharCode(...codes);
}

const POOL_WORDS = 1_024;

/** Random words, drawn 4 KiB at a time: each draw costs as much as the rest of an id. */
function pooledRandom(): () => number {
  let pool = new Uint32Array();
  let used = 0;
  return () => {
    if (used === pool.length) {
      pool = new Uint32Array(randomBytes(POOL_WORDS * Uint32Array.BYTES_PER_ELEMENT).buffer);
      used = 0;
    }
    used += 1;
    return pool[used - 1] ?? 0;
  };
}

/** The one room every home has from the start; its id is also its name. */
export const LOBBY_ID = 'lobby';

/** The home's own key, which is in a file of its data folder. */
export const HOME_KEY_ID = 'home';

/** The built-in agent that is in every home. */
export const PORTER_ID = 'porter';

/** The client id of Porter's first message in the lobby. */
export const WELCOME_ID = 'welcome';
