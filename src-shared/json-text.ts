// JSON that comes from outside. A string may be written with half a character ("\ud800"), which is no text: it cannot
// be stored, and a reader in another language refuses the whole frame for it. It becomes U+FFFD here, before anybody sees it.

/** Any escape; a character of two halves counts as one. */
const ESCAPE = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|[^])/g;
const HALF = /^\\u[dD][89a-fA-F][\da-fA-F]{2}$/;
const MAY_BE_HALF = /\\u[dD][89a-fA-F]/;

/** Throws SyntaxError. */
export function parseJson(text: string): unknown {
  const whole = MAY_BE_HALF.test(text) ? text.replace(ESCAPE, (escape) => (HALF.test(escape) ? '\\ufffd' : escape)) : text;
  return JSON.parse(whole);
}
