// Recognises sealed messages without loading the ciphers.
import { isBase64 } from './base64.ts';
import { MESSAGE_BYTES_MAX } from './limits.ts';

/** Blobs without a header (sealed.ts): a nonce of 12 bytes, the ciphertext and its tag. Nothing in them says who wrote them. */
export const HEADERLESS_PREFIX = 'clw1:';
const HEADERLESS_NONCE_BYTES = 12;
/** Lanai's: the key's form, a nonce of 24 bytes, a sealed envelope and its tag. */
export const SEALED_PREFIX = 'lsm1:';
export const SEALED_FORM_BYTES = 4;
export const SEALED_NONCE_BYTES = 24;
const TAG_BYTES = 16;

/** So many bytes can be sealed into one message: base64 makes four characters of three bytes. */
export const ENVELOPE_BYTES_MAX =
  Math.floor(((MESSAGE_BYTES_MAX - SEALED_PREFIX.length) * 3) / 4) - (SEALED_FORM_BYTES + SEALED_NONCE_BYTES + TAG_BYTES);
/** The envelope without the text: ids, times, and the files it carries. */
const ENVELOPE_HEADER_BYTES_MAX = 8 * 1024;
/** So much text fits into a message that is sealed. */
export const SEALED_BYTES_MAX = ENVELOPE_BYTES_MAX - ENVELOPE_HEADER_BYTES_MAX;

/** The first bytes of a sealed file: "lsf2" in ASCII, or "lsf1" without padding. A nonce and the sealed content follow. */
export const SEALED_FILE_MARK = Uint8Array.of(0x6c, 0x73, 0x66, 0x32);
export const UNPADDED_FILE_MARK = Uint8Array.of(0x6c, 0x73, 0x66, 0x31);
/** Mark, nonce and tag: no sealed file is shorter, and so much of one is enough to tell. */
export const SEALED_FILE_BYTES_MIN = SEALED_FILE_MARK.length + 12 + TAG_BYTES;

/** Whether these, or the file that begins with them, may be a sealed file. */
export function isSealedFile(bytes: Uint8Array): boolean {
  return bytes.length >= SEALED_FILE_BYTES_MIN && [SEALED_FILE_MARK, UNPADDED_FILE_MARK].some((mark) => hasMark(bytes, mark));
}

export function hasMark(bytes: Uint8Array, mark: Uint8Array): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/** Whether it is a whole blob, as far as a reader without the key can see. A text that only begins like one is a text. */
export function isSealed(content: string): boolean {
  if (!content.startsWith(SEALED_PREFIX) && !content.startsWith(HEADERLESS_PREFIX)) return false;
  const body = content.slice(SEALED_PREFIX.length);
  return body.length >= Math.ceil(((nonceEnd(content) + TAG_BYTES) * 4) / 3) && isBase64(body);
}

/** The bytes of a blob before its ciphertext. */
function nonceEnd(blob: string): number {
  return blob.startsWith(HEADERLESS_PREFIX) ? HEADERLESS_NONCE_BYTES : SEALED_FORM_BYTES + SEALED_NONCE_BYTES;
}

/**
 * The identity of a blob: its nonce, as it is written. Two blobs of a room with the same nonce are one blob twice, even when
 * the rest differs: with another padding, or with a tail that no key opens.
 */
export function sealId(content: string): string {
  // The digits that stand wholly for bytes of the nonce.
  return content.slice(0, SEALED_PREFIX.length + Math.floor((nonceEnd(content) * 8) / 6));
}
