import { expect, test } from 'vitest';
import { foldOf, isDiff } from './code-fold.ts';

const lines = (count: number, text = 'x'): string => Array.from({ length: count }, () => text).join('\n');

test('long code shows its start, and is not cut for the sake of a few lines', () => {
  expect(foldOf(lines(32), false)).toMatchObject({ shown: 32 });
  expect(foldOf(lines(33), false)).toMatchObject({ shown: 24 });
  expect(foldOf('', false)).toMatchObject({ shown: 1 });
});

test('a long diff is cut between two hunks', () => {
  const diff = `--- a\n+++ b\n@@ -1 +1 @@\n${lines(12, '+x')}\n@@ -20 +20 @@\n${lines(40, ' y')}`;
  expect(foldOf(diff, true)).toMatchObject({ shown: 15 });
  expect(foldOf(diff, false)).toMatchObject({ shown: 24 });
  const oneHunk = `--- a\n+++ b\n@@ -1 +1 @@\n${lines(60, '+x')}`;
  expect(foldOf(oneHunk, true)).toMatchObject({ shown: 24 });
});

test('a diff by the word behind the fence', () => {
  expect(['diff', 'patch', 'Diff src/a.ts', 'diff,x'].map(isDiff)).toEqual([true, true, true, true]);
  expect(['', 'different', 'js diff', 'dispatch'].map(isDiff)).toEqual([false, false, false, false]);
});
