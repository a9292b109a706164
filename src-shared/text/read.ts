// Takes a text apart. The app draws from this, the gateway finds mentions with it: they cannot disagree.
import { blocksIn } from './blocks.ts';
import { namesOf, type Named } from './names.ts';
import { parsed } from './parser.ts';
import { isVisible } from './scripts.ts';
import type { Block } from './tree.ts';
import { wordsRead } from './words-read.ts';

/**
 * The parser's budget. The rest of a longer text is shown as it was written. No message is longer, and no text for people has more
 * lines. With the limits of Section and InlineReader it bounds the time for any text.
 */
const CHARS_MAX = 300_000;
const LINES_MAX = 10_000;

/** `people`: those whom the text may name. */
export function readText(text: string, people: readonly Named[] = []): readonly Block[] {
  if (text.length > CHARS_MAX || hasTooManyLines(text)) return asWritten(text);
  const names = people.length > 0 && text.includes('@') ? namesOf(people) : null;
  const blocks = blocksIn(parsed(text, names), text, names);
  const isEmpty = blocks.every(({ kind }) => kind === 'paragraph' || kind === 'heading') && !isVisible(wordsRead(blocks));
  return isEmpty && text.trim() !== '' ? asWritten(text) : blocks;
}

function hasTooManyLines(text: string): boolean {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && lines <= LINES_MAX; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines > LINES_MAX;
}

function asWritten(text: string): readonly Block[] {
  return [{ kind: 'paragraph', content: [{ kind: 'text', text }] }];
}
