// JSON from outside. A string may contain half a character ("\ud800"), which is no text: it cannot be stored, and a reader in
// another language refuses the whole frame for it. It becomes U+FFFD here, before any other code sees it.

/** Any escape; a character of two halves counts as one. */
const ESCAPE = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|[^])/g;
const HALF = /^\\u[dD][89a-fA-F][\da-fA-F]{2}$/;
const MAY_BE_HALF = /\\u[dD][89a-fA-F]/;

/** Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return JSON.parse(withoutHalves(text));
}

function withoutHalves(text: string): string {
  return MAY_BE_HALF.test(text) ? text.replace(ESCAPE, (escape) => (HALF.test(escape) ? '\\ufffd' : escape)) : text;
}

/** A number that a program here cannot hold: it would come out as another one, or as null. */
export class LossyNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** A number with this many digits, or with an exponent, may be lossy. */
const MAY_BE_LOSSY = /\d{16}|\d[eE][+-]?\d{3}/;
const WHOLE = /^-?\d+(?=\.?0*$)/;

/** Like parseJson, with a LossyNumber in the place of each number that does not survive. */
export function parseExactJson(text: string): unknown {
  return MAY_BE_LOSSY.test(text) ? JSON.parse(withoutHalves(text), marked) : parseJson(text);
}

function marked(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  return typeof value === 'number' && source !== undefined && isLossy(source, value) ? new LossyNumber(source) : value;
}

function isLossy(source: string, value: number): boolean {
  if (!Number.isFinite(value)) return true;
  if (value === 0) return /[1-9]/.test(source.split(/e/i)[0] ?? '');
  const [whole] = WHOLE.exec(source) ?? [];
  // 34239739006656590 is not exactly what is kept, and yet it is written as the same digits again.
  return whole !== undefined && whole !== String(value) && BigInt(whole) !== BigInt(value);
}

export function hasLossyNumber(value: unknown): boolean {
  if (value instanceof LossyNumber) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLossyNumber);
}
