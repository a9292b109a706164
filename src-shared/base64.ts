// Standard base64 (RFC 4648, 4), strict, where neither Node's Buffer nor a page's atob may be counted on.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Without padding. */
export function bytesToBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit <= left; digit += 1) text += DIGITS[(group >> (18 - 6 * digit)) & 63];
  }
  return text;
}

/** With or without padding, and written in its one way. */
export function isBase64(text: string): boolean {
  const digits = withoutPadding(text);
  const over = digits.length % 4;
  if (over === 1 || !/^[A-Za-z0-9+/]*$/.test(digits)) return false;
  const unusedBits = over === 0 ? 0 : 6 - 2 * (over - 1);
  return (DIGITS.indexOf(digits.at(-1) ?? 'A') & ((1 << unusedBits) - 1)) === 0;
}

/** Null for what is not base64. */
export function base64ToBytes(text: string): Uint8Array | null {
  if (!isBase64(text)) return null;
  const digits = withoutPadding(text);
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const digit of digits) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

function withoutPadding(text: string): string {
  return text.length % 4 === 0 ? text.replace(/={1,2}$/, '') : text;
}
