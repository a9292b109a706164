// Splits texts into words for a search. The server's index, the marks in results, and the search of texts that only a browser can
// read use the same. Case and accents do not count.
import { withoutMarkdown } from './preview.ts';

export interface Word {
  /** As it is compared. */
  readonly text: string;
  /** Its position in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Words that have to follow each other; the last one may go on when `isPrefix`. */
export interface Phrase {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** A piece of a text and what is marked in it. */
export interface Snippet {
  text: string;
  marks: Mark[];
}

/** No language has longer words. Only the beginning counts. */
const WORD_CHARS_MAX = 64;
const PHRASES_MAX = 16;
const MARKS_MAX = 100;
const SNIPPET_CHARS = 180;
const SNIPPET_LEAD_CHARS = 50;
/** Of longer texts a piece is shown as it was written: a page of results must not take as many of them apart. */
const READ_CHARS_MAX = 8_000;
/** The start of a word is looked for from so many characters on: a single one would find nearly everything. */
const PREFIX_CHARS_MIN = 2;

/**
 * Scripts that put no spaces between words, and pictographs (U+FFFD is none): each character is a word, and neighbours form a
 * phrase.
 */
const ALONE = String.raw`(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]|(?!\uFFFD)\p{So}`;
const WORD = new RegExp(String.raw`(?:${ALONE})\p{M}*|(?:(?!${ALONE})[\p{L}\p{N}\p{M}\p{Co}\u00AD])+`, 'gu');
const ASCII_WORD = /[a-z0-9]+/gi;
const ASCII = /^[\0-\x7f]*$/;
const LINE_OR_CONTROL = /[\s\p{Cc}]/gu;
/** Accents, the vowel signs and points of Hebrew, Arabic and Syriac, and the stroke that lengthens an Arabic word. */
const ACCENTS = new RegExp(
  String.raw`[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u0711\u0730-\u074A\u0898-\u089F\u08CA-\u08E1\u08E3-\u08FF\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\u00AD]`,
  'gu',
);
/** Letters that Unicode takes apart neither as accents nor as upper case, and that people type in another way. */
const SPELLINGS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  ð: 'd',
  þ: 'th',
  ς: 'σ',
};
const SPELT = new RegExp(`[${Object.keys(SPELLINGS).join('')}]`, 'gu');

export function wordsOf(text: string): Word[] {
  const isAscii = ASCII.test(text);
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(isAscii ? ASCII_WORD : WORD)) {
    const compared = isAscii ? found.toLowerCase() : folded(found);
    if (compared !== '') words.push({ text: compared.slice(0, WORD_CHARS_MAX), start: index, end: index + found.length });
  }
  return words;
}

/** Through upper case and back is full case folding: ß and ẞ become ss. */
function folded(word: string): string {
  const bare = word.normalize('NFKD').replace(ACCENTS, '').toLowerCase().toUpperCase().toLowerCase();
  const spelt = bare.replace(SPELT, (letter) => SPELLINGS[letter] ?? letter);
  return spelt.normalize('NFKD').replace(ACCENTS, '').normalize('NFKC');
}

/**
 * The text of a search box: words that all have to occur, and "words in quotes" that have to be adjacent. The last word may be
 * incomplete, unless a space or a quote ended it.
 */
export function phrasesOf(query: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const { 0: chunk, 1: quoted, index } of query.matchAll(/"([^"]*)"?|[^\s"]+/g)) {
    const words = wordsOf(quoted ?? chunk).map((word) => word.text);
    const last = words.at(-1);
    if (last === undefined) continue;
    const isOpen = quoted === undefined && index + chunk.length === query.length;
    phrases.push({ words, isPrefix: isOpen && last.length >= PREFIX_CHARS_MIN });
  }
  return phrases.slice(0, PHRASES_MAX);
}

/** Where the phrases stand in a text, in its order; null when one of them is not in it. */
export function marksIn(text: string, phrases: readonly Phrase[]): Mark[] | null {
  const words = wordsOf(text);
  const marks: Mark[] = [];
  for (const phrase of phrases) {
    const found = words.flatMap((_word, at) => markAt(words, at, phrase) ?? []);
    if (found.length === 0) return null;
    marks.push(...found.slice(0, MARKS_MAX));
  }
  return joined(marks.sort((a, b) => a.start - b.start)).slice(0, MARKS_MAX);
}

function markAt(words: readonly Word[], at: number, { words: sought, isPrefix }: Phrase): Mark | null {
  const lastAt = sought.length - 1;
  const isThere = sought.every((each, index) => {
    const word = words[at + index]?.text;
    return isPrefix && index === lastAt ? word?.startsWith(each) : word === each;
  });
  const [first, last] = [words[at], words[at + lastAt]];
  return isThere && first && last ? { start: first.start, end: last.end } : null;
}

/** Marks that overlap are one. */
function joined(marks: readonly Mark[]): Mark[] {
  const apart: Mark[] = [];
  for (const mark of marks) {
    const last = apart.at(-1);
    if (last && mark.start < last.end) apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
    else apart.push(mark);
  }
  return apart;
}

/**
 * A piece of a text around the first thing looked for, on one line and as one reads it; null when not all of it is in the text.
 * It is as it was written where that is not in the words that are read, as in the address of a link.
 */
export function snippetIn(text: string, phrases: readonly Phrase[]): Snippet | null {
  const marks = marksIn(text, phrases);
  if (!marks) return null;
  const words = text.length <= READ_CHARS_MAX ? withoutMarkdown(text) : text;
  const inWords = words === text ? marks : marksIn(words, phrases);
  return onOneLine(inWords ? pieceOf(words, inWords) : pieceOf(text, marks));
}

/** As long as it was: the marks stay where they are. */
function onOneLine({ text, marks }: Snippet): Snippet {
  return { text: text.replace(LINE_OR_CONTROL, ' '), marks };
}

function pieceOf(text: string, marks: readonly Mark[]): Snippet {
  const first = marks[0]?.start ?? 0;
  const start = first <= SNIPPET_LEAD_CHARS ? 0 : wordStart(text, first - SNIPPET_LEAD_CHARS, first);
  const cut = wholeCharacters(text, start + SNIPPET_CHARS);
  const end = Math.max(cut, Math.min(marks[0]?.end ?? 0, start + 2 * SNIPPET_CHARS));
  const lead = start > 0 ? '…' : '';
  const tail = end < text.length ? '…' : '';
  const moved = (at: number): number => at - start + lead.length;
  return {
    text: lead + text.slice(start, end) + tail,
    marks: marks.filter((mark) => mark.end <= end).map((mark) => ({ start: moved(mark.start), end: moved(mark.end) })),
  };
}

/** The start of a word after this place, or the place itself where the text is one long word. */
function wordStart(text: string, from: number, until: number): number {
  const space = text.slice(from, until).search(/\s\S/);
  return space === -1 ? wholeCharacters(text, from) : from + space + 1;
}

/** Not between the halves of a character. */
function wholeCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : Math.min(at, text.length);
}
