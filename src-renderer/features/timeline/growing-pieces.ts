// A text that grows, in pieces that are drawn each by itself: those before the last one do not change any more, and a long text is not
// read again from its start with every word.
import { fenceAfter } from '../../lib/fences.ts';

const PIECE_CHARS = 4_000;

/** Cut between two blocks, and not within a block of code. A longer text has the same pieces, and more. */
export function growingPieces(text: string): string[] {
  if (text.length < PIECE_CHARS) return [text];
  const pieces: string[] = [];
  let start = 0;
  let at = 0;
  let fence: string | null = null;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    // The last line may still grow.
    if (end === -1) break;
    const line = text.slice(at, end);
    fence = fenceAfter(fence, line);
    at = end + 1;
    if (fence !== null || line.trim() !== '' || at - start < PIECE_CHARS) continue;
    pieces.push(text.slice(start, at));
    start = at;
  }
  return [...pieces, text.slice(start)];
}
