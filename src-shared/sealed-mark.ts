// How a sealed message is known, for those who only need to tell: without the ciphers.
import { isBase64 } from './base64.ts';

export const SEALED_PREFIX = 'clw1:';
/** A nonce and a tag, the least that a blob has, in base64 without padding. */
const SEALED_DIGITS_MIN = Math.ceil(((12 + 16) * 4) / 3);

export function isSealed(content: string): boolean {
  return content.startsWith(SEALED_PREFIX);
}

/** Whether it is a whole blob, as far as one can tell who has no key. */
export function isSealedWhole(content: string): boolean {
  return isSealed(content) && content.length >= SEALED_PREFIX.length + SEALED_DIGITS_MIN && isBase64(content.slice(SEALED_PREFIX.length));
}
