// Formulas between dollars. A price is no formula: the first dollar has no space after it, the last none before it, and neither
// touches a word or a digit outside.
import { characterAt, characterBefore, EAST_ASIAN } from './scripts.ts';

export interface MathFound {
  end: number;
  tex: string;
  /** Between two dollars on each side: a line of its own. */
  isDisplay: boolean;
}

/** Longer ones are shown as they were written. It also bounds the work for a formula that does not end. */
export const TEX_CHARS_MAX = 4_000;

/** Without a dollar, which ends it, and without a backtick, which belongs to code. */
const TEX = String.raw`(?:[^$\\\x60]|\\[^\x60])`;
const IN_LINE = new RegExp(String.raw`\$((?:[^$\\\x60\n]|\\[^\x60\n]){1,${TEX_CHARS_MAX}}?)\$`, 'uy');
const DISPLAY = new RegExp(String.raw`\$\$(${TEX}{1,${TEX_CHARS_MAX}}?)\$\$(?!\$)`, 'uy');
const DOLLARS = /\$+/y;
const WORD = /[\p{L}\p{N}_]/u;
const EAST_ASIAN_CHARACTER = new RegExp(`[${EAST_ASIAN}]`, 'u');
/** "$5 for one, or 9$": a price, words, and nothing that belongs to a formula. */
const PRICE = /^[\d.,]+\p{L}{0,3}\s[^\\^_=+<>{}*/-]*$/u;
const BLANK_LINE = /\n[ \t]*\r?\n/;

/** The formula that begins at this dollar, or null. */
export function mathAt(text: string, at: number): MathFound | null {
  return dollarsAt(text, at) === 2 ? display(text, at) : inLine(text, at);
}

/** How many dollars stand here. */
export function dollarsAt(text: string, at: number): number {
  DOLLARS.lastIndex = at;
  return DOLLARS.exec(text)?.[0].length ?? 0;
}

function inLine(text: string, at: number): MathFound | null {
  if (touchesWord(characterBefore(text, at))) return null;
  IN_LINE.lastIndex = at;
  const [written, tex = ''] = IN_LINE.exec(text) ?? [];
  if (written === undefined || /^\s|\s$/.test(tex) || PRICE.test(tex)) return null;
  const end = at + written.length;
  const after = characterAt(text, end);
  return after === '$' || touchesWord(after) ? null : { end, tex, isDisplay: false };
}

function display(text: string, at: number): MathFound | null {
  DISPLAY.lastIndex = at;
  const [written, tex = ''] = DISPLAY.exec(text) ?? [];
  if (written === undefined || tex.trim() === '' || BLANK_LINE.test(tex)) return null;
  return { end: at + written.length, tex: tex.trim(), isDisplay: true };
}

function touchesWord(beside: string): boolean {
  return WORD.test(beside) && !EAST_ASIAN_CHARACTER.test(beside);
}

/** The end of a formula that has its lines for itself, or -1. */
export function mathBlockEnd(text: string, at: number): number {
  if (dollarsAt(text, at) !== 2) return -1;
  const found = display(text, at);
  if (!found) return -1;
  LINE_END.lastIndex = found.end;
  return LINE_END.test(text) ? found.end : -1;
}

const LINE_END = /[ \t]{0,80}(?:\r?\n|$)/y;
