// A text that grows, in pieces that are drawn separately: those before the last one do not change any more, and a long text is not
// parsed again from its start with every word.
import { fenceAfter } from '../../lib/fences.ts';

const PIECE_CHARS = 4_000;
/** A longer block is cut between two of its lines. */
const BLOCK_CHARS = 8_000;
/** A longer last piece is drawn as plain text. */
export const PLAIN_CHARS = 16 * 1024;

const LIST_ITEM = /^(?:[-*+]|\d{1,9}[.)])\s/;
const TABLE_RULE = /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** The constructs that the lines up to here have begun, and not ended. */
interface Inside {
  fence: string | null;
  /** The first line of the block of code. */
  opening: string;
  /** The first two lines of the table. */
  head: string | null;
  before: string;
}

/**
 * Cut between two blocks; a long list, block of code or table between two of its lines, each part with what makes it one. A longer text
 * has the same pieces, and more.
 */
export function growingPieces(text: string): string[] {
  if (text.length < PIECE_CHARS) return [text];
  const pieces: string[] = [];
  const inside: Inside = { fence: null, opening: '', head: null, before: '' };
  let [start, prefix] = [0, ''];
  const cut = (end: number, next = '', suffix = ''): void => {
    pieces.push(prefix + text.slice(start, end) + suffix);
    [start, prefix] = [end, next];
  };
  // The last line may still grow.
  for (let at = 0, end = text.indexOf('\n'); end !== -1; at = end + 1, end = text.indexOf('\n', at)) {
    const line = text.slice(at, end);
    const isItem = inside.fence === null && LIST_ITEM.test(line);
    if (isItem && at - start >= BLOCK_CHARS) cut(at);
    const wasCode = inside.fence !== null;
    step(inside, line);
    const { fence, opening, head } = inside;
    const length = end + 1 - start;
    // The part before was closed already.
    if (wasCode && fence === null && start === at) [start, prefix] = [end + 1, ''];
    else if (fence !== null && length >= BLOCK_CHARS) cut(end + 1, `${opening}\n`, `${fence}\n`);
    else if (head !== null && length >= BLOCK_CHARS) cut(end + 1, head);
    else if (fence === null && line.trim() === '' && length >= PIECE_CHARS) cut(end + 1);
  }
  return [...pieces, prefix + text.slice(start)];
}

function step(inside: Inside, line: string): void {
  const fence = fenceAfter(inside.fence, line);
  if (inside.fence === null && fence !== null) inside.opening = line;
  const isRow = inside.fence === null && fence === null && line.includes('|');
  const isRule = isRow && inside.before.includes('|') && TABLE_RULE.test(line);
  if (!isRow) inside.head = null;
  else if (inside.head === null && isRule) inside.head = `${inside.before}\n${line}\n`;
  inside.fence = fence;
  inside.before = line;
}
