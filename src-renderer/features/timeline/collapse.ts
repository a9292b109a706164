// Very long messages show their start, and the rest on demand.

const LINES_MAX = 32;
const CHARS_MAX = 4_000;
/** A message is not cut for the sake of a few lines. */
const SLACK = 1.25;

export interface Collapsed {
  start: string;
  lines: number;
}

/** Null when the text is shown whole. The cut is at a line's end where there is one near. */
export function collapsed(text: string): Collapsed | null {
  const lines = text.split('\n');
  if (lines.length <= LINES_MAX * SLACK && text.length <= CHARS_MAX * SLACK) return null;
  const start = lines.slice(0, LINES_MAX).join('\n');
  return { start: start.length > CHARS_MAX ? cutBetweenWords(start) : start, lines: lines.length };
}

function cutBetweenWords(text: string): string {
  const cut = text.slice(0, CHARS_MAX);
  const at = Math.max(cut.lastIndexOf('\n'), cut.lastIndexOf(' '));
  // Without a space for so long it is not prose; never cut between the two halves of a letter.
  return at > CHARS_MAX / 2 ? cut.slice(0, at) : cut.replace(/[\uD800-\uDBFF]$/, '');
}
