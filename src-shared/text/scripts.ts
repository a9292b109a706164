// Character classes of writing systems. Each string belongs between the brackets of a regular expression with the flag u.

/** Scripts that put no spaces between words. */
export const UNSPACED =
  String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}` +
  String.raw`\p{scx=Tibetan}\p{scx=Javanese}\p{scx=Balinese}\p{scx=Tai_Le}\p{scx=New_Tai_Lue}\p{scx=Tai_Tham}\p{scx=Tai_Viet}`;

/** Korean has spaces, but its particles stand directly behind a word. */
export const HANGUL = String.raw`\p{scx=Hangul}`;

/** Punctuation, letters and forms that stand in a text without spaces. */
export const EAST_ASIAN = String.raw`${UNSPACED}${HANGUL}\u3000-\u303f\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef`;

const VISIBLE = /[^\s\p{Z}\p{C}\p{DI}\u2800]/u;

/** Whether a reader sees anything of this text. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** The whole character that ends here, or ''. */
export function characterBefore(text: string, at: number): string {
  const code = text.charCodeAt(at - 1);
  return at <= 0 ? '' : text.slice(code >= 0xdc00 && code <= 0xdfff ? at - 2 : at - 1, at);
}

/** The whole character that begins here, or ''. */
export function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
