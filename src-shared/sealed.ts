// ClawChat's own sealed messages, the `clw1:` blobs. The server stores them and can neither read nor create one. Only the content
// is sealed: a blob does not authenticate its author. Lanai reads them. Its own format does authenticate the author
// (room-cipher.ts).
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { bytesToHex, bytesToUtf8, concatBytes, randomBytes, utf8ToBytes } from '@noble/ciphers/utils.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64ToBytes, bytesToBase64 } from './base64.ts';
import { HEADERLESS_PREFIX } from './sealed-mark.ts';

const KEY_INFO = 'clawchat-e2e-v1:';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const BYTE_ORDER_MARK = '\uFEFF';

/** `damaged`: no whole blob. `wrong_key`: made with another secret, for another room, or changed in transit. */
export type Opened = { ok: true; text: string } | { ok: false; reason: 'not_sealed' | 'damaged' | 'wrong_key' };

/** A new secret for a room, to be given to all who may read there. */
export function newRoomSecret(): string {
  return bytesToHex(randomBytes(KEY_BYTES));
}

/** The secret counts as it is written (64 hex digits are 64 characters, not 32 bytes), and the room by its id, not its name. */
export function roomKey(secret: string, roomId: string): Uint8Array {
  return hkdf(sha256, utf8ToBytes(secret), undefined, utf8ToBytes(KEY_INFO + roomId), KEY_BYTES);
}

/** `nonce` must never be used twice with a key; only tests give one. */
export function seal(key: Uint8Array, text: string, nonce: Uint8Array = randomBytes(NONCE_BYTES)): string {
  return HEADERLESS_PREFIX + bytesToBase64(concatBytes(nonce, chacha20poly1305(key, nonce).encrypt(utf8ToBytes(text))));
}

/** Takes blobs with and without padding: some of the protocol's clients write it. */
export function unseal(key: Uint8Array, content: string): Opened {
  if (!content.startsWith(HEADERLESS_PREFIX)) return { ok: false, reason: 'not_sealed' };
  const blob = base64ToBytes(content.slice(HEADERLESS_PREFIX.length));
  if (!blob || blob.length < NONCE_BYTES + TAG_BYTES) return { ok: false, reason: 'damaged' };
  try {
    const plain = chacha20poly1305(key, blob.subarray(0, NONCE_BYTES)).decrypt(blob.subarray(NONCE_BYTES));
    return { ok: true, text: textOf(plain) };
  } catch {
    return { ok: false, reason: 'wrong_key' };
  }
}

/** Decoding takes a leading byte order mark for no part of the text; a message may begin with one. */
export function textOf(bytes: Uint8Array): string {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return `${isMarked ? BYTE_ORDER_MARK : ''}${bytesToUtf8(bytes)}`;
}
