// The changes of keys and pastes in the text of the composer: marks around the selection, the next item of a list, links.

import { fenceAfter } from '../../lib/fences.ts';

/** The part from `from` to `to` is replaced with `insert`; then `select` is selected. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
  select: readonly [start: number, end: number];
}

export interface Selected {
  text: string;
  start: number;
  end: number;
}

export type Mark = '**' | '_' | '`';

/** Adds the mark around the selection, or removes it. */
export function toggleMark({ text, start, end }: Selected, mark: Mark): TextEdit {
  const size = mark.length;
  const inner = text.slice(start, end);
  const hasMark = (part: string): boolean => part.length >= 2 * size && part.startsWith(mark) && part.endsWith(mark);
  if (hasMark(text.slice(Math.max(0, start - size), end + size)) && start >= size)
    return { from: start - size, to: end + size, insert: inner, select: [start - size, end - size] };
  if (hasMark(inner)) return { from: start, to: end, insert: inner.slice(size, -size), select: [start, end - 2 * size] };
  // A mark beside a space is none in Markdown.
  const [, before = '', marked = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  const from = start + before.length + size;
  return { from: start, to: end, insert: `${before}${mark}${marked}${mark}${after}`, select: [from, from + marked.length] };
}

/** A bullet or a number, with the box of a task. */
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])( +)(\[[ xX]\] +)?/;

/** A new line in a list begins its next item; in an item without words it ends the list. Null outside of lists. */
export function continueList({ text, start, end }: Selected): TextEdit | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(lineStart, start);
  const [marks, indent = '', bullet = '', space = '', box] = ITEM.exec(line) ?? [];
  if (marks === undefined || isInOpenFence(text, lineStart)) return null;
  const lineEnd = text.indexOf('\n', end);
  const rest = text.slice(end, lineEnd === -1 ? undefined : lineEnd);
  if (line.length === marks.length && rest.trim() === '') return { from: lineStart, to: end, insert: '', select: [lineStart, lineStart] };
  const insert = `\n${indent}${nextBullet(bullet)}${space}${box ? '[ ] ' : ''}`;
  return { from: start, to: end, insert, select: [start + insert.length, start + insert.length] };
}

function nextBullet(bullet: string): string {
  const number = Number.parseInt(bullet, 10);
  return Number.isNaN(number) ? bullet : `${number + 1}${bullet.slice(-1)}`;
}

/** Whether this place is in a block of code between its fences, or in one that has no end yet. */
export function isInOpenFence(text: string, at: number): boolean {
  const open = text.slice(0, at).split('\n').reduce<string | null>(fenceAfter, null);
  return open !== null;
}

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** An address that is pasted over words becomes their link. Null for anything else. */
export function linkFromPaste({ text, start, end }: Selected, pasted: string): TextEdit | null {
  const address = pasted.trim();
  const words = text.slice(start, end);
  if (!ADDRESS.test(address) || words.trim() === '' || /[\n[\]]/.test(words) || ADDRESS.test(words.trim())) return null;
  if (isInOpenFence(text, start)) return null;
  const insert = `[${words}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`;
  return { from: start, to: end, insert, select: [start + insert.length, start + insert.length] };
}
