import { expect, test } from 'vitest';
import { collapsed } from './collapse.ts';

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `row ${index + 1}`).join('\n');

test('a short text is shown whole, and so is one that is a few lines over', () => {
  expect(collapsed('Hello')).toBeNull();
  expect(collapsed(lines(38))).toBeNull();
});

test('a text of many lines shows the first of them', () => {
  const cut = collapsed(lines(2_000));
  expect(cut?.lines).toBe(2_000);
  expect(cut?.start.split('\n')).toHaveLength(32);
});

test('a long line is cut between words, and one without words between letters', () => {
  const words = 'word '.repeat(2_000);
  expect(collapsed(words)?.start.endsWith('word')).toBe(true);
  const emoji = `a${'🌴'.repeat(3_000)}`;
  expect(collapsed(emoji)?.start.isWellFormed()).toBe(true);
});
