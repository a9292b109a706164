import { expect, test } from 'vitest';
import { diffSigns } from './diff-lines.ts';

const signs = (text: string) => diffSigns(text.split('\n'));

test('each line of a diff has its sign', () => {
  expect(signs('diff --git a/x b/x\nindex 83db48f..bf269f4 100644\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@ main\n a\n-b\n+c\n')).toEqual([
    'file',
    'file',
    'file',
    'file',
    'hunk',
    null,
    'removed',
    'added',
    null,
  ]);
});

test('removed dashes and added pluses are no header', () => {
  expect(signs('--- old comment\n context\n+++ new')).toEqual(['removed', null, 'added']);
  expect(signs('-\n+\n')).toEqual(['removed', 'added', null]);
});
