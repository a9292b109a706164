// How a sealed message is known, for those who only need to tell: without the ciphers.
import { isBase64 } from './base64.ts';
import { MESSAGE_BYTES_MAX } from './limits.ts';

export const SEALED_PREFIX = 'clw1:';
/** A nonce and a tag, the least that a blob has, in base64 without padding. */
const SEALED_DIGITS_MIN = Math.ceil(((12 + 16) * 4) / 3);

/** So much text fits into a message that is sealed: base64 makes four characters of three bytes. */
export const SEALED_BYTES_MAX = Math.floor(((MESSAGE_BYTES_MAX - SEALED_PREFIX.length) * 3) / 4) - (12 + 16);

/** What a sealed file begins with: "lsf1" in ASCII. A nonce and the sealed content follow. */
export const SEALED_FILE_MARK = Uint8Array.of(0x6c, 0x73, 0x66, 0x31);
/** Mark, nonce and tag: no sealed file is shorter, and so much of one is enough to tell. */
export const SEALED_FILE_BYTES_MIN = SEALED_FILE_MARK.length + 12 + 16;

/** Whether these, or the file that begins with them, may be a sealed file. */
export function isSealedFile(bytes: Uint8Array): boolean {
  return bytes.length >= SEALED_FILE_BYTES_MIN && SEALED_FILE_MARK.every((byte, at) => bytes[at] === byte);
}

export function isSealed(content: string): boolean {
  return content.startsWith(SEALED_PREFIX);
}

/** Whether it is a whole blob, as far as one can tell who has no key. */
export function isSealedWhole(content: string): boolean {
  return isSealed(content) && content.length >= SEALED_PREFIX.length + SEALED_DIGITS_MIN && isBase64(content.slice(SEALED_PREFIX.length));
}
