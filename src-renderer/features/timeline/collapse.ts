// Very long messages show their start, and the rest on demand.
import { fenceAfter } from '../../lib/fences.ts';

const LINES_MAX = 32;
const CHARS_MAX = 4_000;
const CODE_CHARS_MAX = 16_000;
/** A message is not cut for the sake of a few lines. */
const SLACK = 1.25;
/** Less than this is too little of a text to show: it is cut within a block then. */
const LINES_MIN = 8;

export interface Collapsed {
  start: string;
  lines: number;
  /** The start ends with a block of code, which has its own edge. */
  endsWithCode: boolean;
}

/** Null when the text is shown whole. The cut is between two blocks where there is such a place, and not within a block of code. */
export function collapsed(text: string): Collapsed | null {
  const lines = text.split('\n');
  if (lines.length <= LINES_MAX * SLACK && text.length <= CHARS_MAX * SLACK) return null;
  const { count, endsWithCode } = cutOf(lines);
  const start = lines.slice(0, count).join('\n');
  if (start.length > (endsWithCode ? CODE_CHARS_MAX : CHARS_MAX))
    return { start: cutBetweenWords(start), lines: lines.length, endsWithCode };
  return count < lines.length ? { start, lines: lines.length, endsWithCode } : null;
}

interface Cut {
  /** So many lines are shown. */
  count: number;
  endsWithCode: boolean;
}

function cutOf(lines: readonly string[]): Cut {
  const { ends, openAt } = blockEnds(lines);
  const fitting = countOfFitting(lines);
  const between = ends.findLast(({ count }) => count <= fitting);
  if (between && between.count >= LINES_MIN) return between;
  if (!openAt(fitting)) return { count: fitting, endsWithCode: false };
  // Code folds itself.
  return ends.find(({ count, endsWithCode }) => count > fitting && endsWithCode) ?? { count: lines.length, endsWithCode: true };
}

/** The ends of the blocks, as far as lines tell them, and whether a block of code continues after so many lines. */
function blockEnds(lines: readonly string[]): { ends: Cut[]; openAt: (count: number) => boolean } {
  const ends: Cut[] = [];
  const fences: (string | null)[] = [null];
  let isAfterCode = false;
  lines.forEach((line, index) => {
    const before = fences[index] ?? null;
    const after = fenceAfter(before, line);
    fences.push(after);
    if (before !== null && after === null) ends.push({ count: index + 1, endsWithCode: true });
    else if (before === null && (after !== null || line.trim() === '') && index > 0) ends.push({ count: index, endsWithCode: isAfterCode });
    if (line.trim() !== '') isAfterCode = before !== null && after === null;
  });
  return { ends, openAt: (count) => (fences[count] ?? null) !== null };
}

/** How many whole lines fit; one at least. */
function countOfFitting(lines: readonly string[]): number {
  let chars = 0;
  const over = lines.findIndex((line, index) => {
    chars += line.length + 1;
    return index >= LINES_MAX || chars > CHARS_MAX;
  });
  return over === -1 ? lines.length : Math.max(1, over);
}

function cutBetweenWords(text: string): string {
  const cut = text.slice(0, CHARS_MAX);
  const at = Math.max(cut.lastIndexOf('\n'), cut.lastIndexOf(' '));
  // Without a space for so long it is not prose; never cut between the two halves of a letter.
  return at > CHARS_MAX / 2 ? cut.slice(0, at) : cut.replace(/[\uD800-\uDBFF]$/, '');
}
