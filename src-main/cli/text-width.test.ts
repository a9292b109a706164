import { expect, it } from 'vitest';
import { startOf, widthOf } from './text-width.ts';

it.each([
  ['', 0],
  ['lobby', 5],
  ['café', 4],
  ['cafe\u0301', 4],
  ['日本語の部屋', 12],
  ['ｆｕｌｌ', 8],
  ['ﾊﾝｶｸ', 4],
  ['한국어', 6],
  ['\u1112\u1161\u11AB', 2],
  ['ไทย', 3],
  ['ก้อง', 3],
  ['עִבְרִית', 5],
  ['🦊', 2],
  ['👩‍🚀', 2],
  ['👍🏽', 2],
  ['🇯🇵', 2],
  ['❤️', 2],
  ['❤', 1],
  ['1️⃣', 2],
  ['a\u200bb', 2],
  ['…', 1],
  ['「强」', 6],
  ['𠮷', 2],
])('%j takes %d columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

it('is cut between characters, and never within one', () => {
  expect(startOf('日本語', 5)).toBe('日本');
  expect(startOf('cafe\u0301s', 4)).toBe('cafe\u0301');
  expect(startOf('a👩‍🚀b', 2)).toBe('a');
  expect(startOf('abc', 3)).toBe('abc');
});
