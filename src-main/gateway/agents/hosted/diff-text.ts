import type { ActDiff } from '../../../../src-shared/acts.ts';

/** All old lines, then all new ones, without those that are equal at the beginning and at the end. */
export function diffText({ path, before, after }: ActDiff): string {
  const lines = (text: string, mark: string): string[] => text.split('\n').map((line) => mark + line);
  const [old, next] = [before === null ? [] : lines(before, '-'), lines(after, '+')];
  let [start, end] = [0, 0];
  const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a.slice(1) === b.slice(1);
  while (isSame(old[start], next[start])) start += 1;
  while (end < Math.min(old.length, next.length) - start && isSame(old.at(-1 - end), next.at(-1 - end))) end += 1;
  const hunk = [...old.slice(start, old.length - end), ...next.slice(start, next.length - end)];
  return [`--- ${before === null ? '/dev/null' : path}`, `+++ ${path}`, `@@ line ${start + 1} @@`, ...hunk].join('\n');
}
