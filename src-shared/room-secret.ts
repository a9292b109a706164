// Secrets of sealed rooms, as text. A made key is random and long. A secret that a person made up is stretched, so that each
// guess costs an attacker a second of work and 32 MB of memory.
import { base64ToBytes, bytesToBase64 } from './base64.ts';

/** A made-up secret that is shorter could be guessed in spite of the stretching. */
export const OWN_SECRET_CHARS_MIN = 16;

/** The scrypt parameters. They are written into every sealed message, so that others can follow. */
export const STRETCH = { logN: 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;
/** scrypt needs 128 * N * r bytes, and a little more. */
export const STRETCH_OPTIONS = { N: 2 ** STRETCH.logN, r: STRETCH.r, p: STRETCH.p, dkLen: KEY_BYTES, maxmem: 2 ** 27 };

const KEPT_PREFIX = `scrypt-${STRETCH.logN}-${STRETCH.r}-${STRETCH.p}:`;
const KEPT = new RegExp(`^${KEPT_PREFIX}([A-Za-z0-9+/]{43}):([\\s\\S]+)$`);

/** The form of `newRoomSecret`. A person chose every other secret. */
export function isMadeKey(secret: string): boolean {
  return /^[0-9a-f]{64}$/.test(secret);
}

/** The room's id is unique and random, so it serves as the salt. */
export function stretchSalt(roomId: string): string {
  return `lanai-stretch-v1:${roomId}`;
}

/** A secret, and what stretching gave for its room; null where none is needed, or where it is not known yet. */
export interface RoomSecret {
  secret: string;
  stretched: Uint8Array | null;
}

/** The text that a device keeps: with the stretched key, so that it is stretched only once. */
export function keptText({ secret, stretched }: RoomSecret): string {
  return stretched ? `${KEPT_PREFIX}${bytesToBase64(stretched)}:${secret}` : secret;
}

export function fromKeptText(text: string): RoomSecret {
  const [, digits, secret] = KEPT.exec(text) ?? [];
  const stretched = digits === undefined ? null : base64ToBytes(digits);
  return secret !== undefined && stretched?.length === KEY_BYTES ? { secret, stretched } : { secret: text, stretched: null };
}
