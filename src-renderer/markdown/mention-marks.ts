// Mentions are found in the whole text, by the same parser that decides who is told, and marked with private-use
// characters that Markdown leaves alone. Where the text is drawn the marks become chips; elsewhere, the words again.
import { findMentions, type Named } from '../../src-shared/mentions.ts';

const OPEN = '\uE0F0';
const CLOSE = '\uE0F1';
const MARK = /\uE0F0(\d+)\uE0F1/g;

export interface MentionMark {
  words: string;
  ids: readonly string[];
}

export interface MarkedText {
  text: string;
  marks: readonly MentionMark[];
}

export type Piece = string | MentionMark;

export function markMentions(text: string, people: readonly Named[]): MarkedText {
  const clean = text.replace(/[\uE0F0\uE0F1]/g, '');
  const marks: MentionMark[] = [];
  let marked = '';
  let from = 0;
  for (const { start, end, ids } of findMentions(clean, people)) {
    marked += `${clean.slice(from, start)}${OPEN}${marks.length}${CLOSE}`;
    marks.push({ words: clean.slice(start, end), ids });
    from = end;
  }
  return { text: marked + clean.slice(from), marks };
}

/** The pieces of one drawn text, in order. */
export function piecesOf(text: string, marks: readonly MentionMark[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    const mark = marks[Number(match[1])];
    if (mark) pieces.push(mark);
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** The text as it was written: for addresses and code, which are not for chips. */
export function withoutMarks(text: string, marks: readonly MentionMark[]): string {
  return text.replace(MARK, (_, index: string) => marks[Number(index)]?.words ?? '');
}
