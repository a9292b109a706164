// Short codes: one signs a person in on another device, another lets an agent in. A person reads a code from one screen and types it on
// another, so letters that look like digits are digits (Crockford's base 32, https://www.crockford.com/base32.html).

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** `bytes`: random ones, at least eight. 40 bits of them count. */
export function shortCode(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, LENGTH), (byte) => SYMBOLS[byte % SYMBOLS.length]).join('');
}

/** As it was made, from how it was typed: with or without spaces and hyphens, in small or large letters. Null for other texts. */
export function readShortCode(typed: string): string | null {
  const code = typed
    .replaceAll(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll(/[OIL]/g, (letter) => LOOK_ALIKES[letter] ?? letter);
  return code.length === LENGTH && [...code].every((symbol) => SYMBOLS.includes(symbol)) ? code : null;
}

/** In two groups, as it stands on a screen. */
export function writtenShortCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}
