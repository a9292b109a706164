import { expect, test } from 'vitest';
import { previewText } from './preview.ts';

test.each([
  ['**Bold**, _quiet_ and ~~gone~~', 'Bold, quiet and gone'],
  ['# Title\n\n- one\n- two\n1. three', 'Title one two three'],
  ['> quoted\nanswer', 'quoted answer'],
  ['see [the plan](https://example.com/plan) and <https://example.com>', 'see the plan and https://example.com'],
  ['![a cat](cat.png)', 'a cat'],
  ['```ts\nconst a = 1;\n```\ndone', 'const a = 1; done'],
  ['call `run_it_now` with snake_case_names', 'call run_it_now with snake_case_names'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['---', ''],
])('%j reads %j', (markdown, text) => {
  expect(previewText(markdown)).toBe(text);
});

test('a long text is cut at 140 characters, and no character in the middle', () => {
  const text = previewText('🌴'.repeat(300));
  expect([...text]).toHaveLength(140);
  expect(text).toMatch(/^(🌴)+…$/u);
});

test('a message of the largest size is no work', () => {
  const startedAt = performance.now();
  previewText('['.repeat(130_000) + '*_'.repeat(60_000));
  expect(performance.now() - startedAt).toBeLessThan(100);
});
