// Long code shows its start; it is not cut for the sake of a few lines.

const LINES_MAX = 24;
const LINES_SLACK = 8;
/** Less than this is too little to show: a diff is cut within a hunk then. */
const LINES_MIN = 8;

export interface CodeFold {
  /** All lines. */
  lines: readonly string[];
  /** So many are shown at first. */
  shown: number;
}

export function foldOf(code: string, isDiff: boolean): CodeFold {
  const lines = code.split('\n');
  if (lines.length <= LINES_MAX + LINES_SLACK) return { lines, shown: lines.length };
  const hunk = isDiff ? lines.slice(0, LINES_MAX + 1).findLastIndex((line) => HUNK.test(line)) : -1;
  return { lines, shown: hunk >= LINES_MIN ? hunk : LINES_MAX };
}

/** A file's or a hunk's first line. */
const HUNK = /^(?:@@ |diff |Index: |--- \S)/;

/** Whether the text after ``` says that this is a diff. */
export function isDiff(info: string): boolean {
  return /^(?:diff|patch)(?:$|[\s,{:])/i.test(info.trim());
}

/** Lines that do not fit beside the tools at the full width of a message. */
export function isWide(code: string): boolean {
  return /.{71}/.test(code);
}
