// Formulas between dollars, \( and \), or \[ and \]. A price is no formula: the first dollar has no space after it, the last none before
// it, and neither touches a word or a digit outside. Brackets behind a backslash are also written in prose, where Markdown would read
// them as a link: what is between them has to look like a formula.
import { characterAt, characterBefore, EAST_ASIAN } from './scripts.ts';

export interface MathFound {
  end: number;
  tex: string;
  /** Between two dollars on each side, or square brackets: a separate line. */
  isDisplay: boolean;
}

/** Longer ones are shown as they were written. It also bounds the work for a formula that does not end. */
export const TEX_CHARS_MAX = 4_000;

/** Without a dollar, which ends it, and without a backtick, which belongs to code. */
const TEX = String.raw`(?:[^$\\\x60]|\\[^\x60])`;
const IN_LINE = new RegExp(String.raw`\$((?:[^$\\\x60\n]|\\[^\x60\n]){1,${TEX_CHARS_MAX}}?)\$`, 'uy');
const DISPLAY = new RegExp(String.raw`\$\$(${TEX}{1,${TEX_CHARS_MAX}}?)\$\$(?!\$)`, 'uy');
/** Without another such bracket, so that each is looked at once. */
const IN_BRACKETS = {
  '(': new RegExp(String.raw`\\\(((?:[^\\\x60\n]|\\[^\x60\n()[\]]){1,${TEX_CHARS_MAX}}?)\\\)`, 'uy'),
  '[': new RegExp(String.raw`\\\[((?:[^\\\x60]|\\[^\x60()[\]]){1,${TEX_CHARS_MAX}}?)\\\]`, 'uy'),
};
const DOLLARS = /\$+/y;
const WORD = /[\p{L}\p{N}_]/u;
const EAST_ASIAN_CHARACTER = new RegExp(`[${EAST_ASIAN}]`, 'u');
/** "$5 for one, or 9$": a price, words, and nothing that belongs to a formula. */
const PRICE = /^[\d.,]+\p{L}{0,3}\s[^\\^_=+<>{}*/-]*$/u;
const COMMAND = /\\\p{L}/u;
const TEX_SIGN = /[\^{}]|[\p{L}\p{N})]_[\p{L}\p{N}]/u;
const RELATION = /[\p{L}\p{N})]\s*[=<>+]\s*[\p{L}\p{N}(-]/u;
const WHOLE_WORD = /\p{L}{4}/u;
/** "x", "2n", "f'", "a/b". */
const VARIABLES = /^\p{N}*\p{L}['′\p{N}]*(?:\s*[-*/]\s*\p{N}*\p{L}?['′\p{N}]*)?$/u;
const BLANK_LINE = /\n[ \t]*\r?\n/;

/** The formula that begins at this dollar or backslash, or null. */
export function mathAt(text: string, at: number): MathFound | null {
  if (text.startsWith('\\', at)) return bracketed(text, at);
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

function bracketed(text: string, at: number): MathFound | null {
  const bracket = text.charAt(at + 1);
  if ((bracket !== '(' && bracket !== '[') || touchesWord(characterBefore(text, at))) return null;
  const pattern = IN_BRACKETS[bracket];
  pattern.lastIndex = at;
  const [written, tex = ''] = pattern.exec(text) ?? [];
  const isDisplay = bracket === '[';
  if (written === undefined || BLANK_LINE.test(tex) || !isFormula(tex.trim(), isDisplay)) return null;
  const end = at + written.length;
  const after = characterAt(text, end);
  // "\[words\](address)" is an escaped link.
  return after === '(' || touchesWord(after) ? null : { end, tex: tex.trim(), isDisplay };
}

/** Without a command or a sign of TeX, it has a relation or a sum and no word, or it is a variable. In square brackets, one letter is a task or a note. */
function isFormula(tex: string, isDisplay: boolean): boolean {
  if (COMMAND.test(tex) || TEX_SIGN.test(tex)) return true;
  return !WHOLE_WORD.test(tex) && (RELATION.test(tex) || (!isDisplay && VARIABLES.test(tex)));
}

function touchesWord(beside: string): boolean {
  return WORD.test(beside) && !EAST_ASIAN_CHARACTER.test(beside);
}

/** The end of a formula that has its lines for itself, or -1. */
export function mathBlockEnd(text: string, at: number): number {
  const found = mathAt(text, at);
  if (!found?.isDisplay) return -1;
  LINE_END.lastIndex = found.end;
  return LINE_END.test(text) ? found.end : -1;
}

const LINE_END = /[ \t]{0,80}(?:\r?\n|$)/y;
