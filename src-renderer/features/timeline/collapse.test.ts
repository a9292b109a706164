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

test('the cut is between two blocks', () => {
  const paragraphs = Array.from({ length: 30 }, (_, index) => `para ${index + 1}\ngoes on`).join('\n\n');
  const cut = collapsed(paragraphs);
  expect(cut?.start.split('\n\n').at(-1)).toBe('para 11\ngoes on');
  expect(cut?.endsWithCode).toBe(false);
});

test('a block of code is shown or not, and never cut', () => {
  const code = `\`\`\`diff\n${lines(20)}\n\`\`\``;
  const before = collapsed(`${lines(20)}\n${code}\n${lines(200)}`);
  expect(before?.start).toBe(lines(20));
  const within = collapsed(`Look:\n\n${code}\n\n${lines(200)}`);
  expect(within?.start).toBe(`Look:\n\n${code}`);
  expect(within?.endsWithCode).toBe(true);
});

test('code that is longer than all that is shown comes whole, for it folds itself', () => {
  const code = `\`\`\`\n${lines(300)}\n\`\`\``;
  expect(collapsed(`Look:\n${code}\nand more`)).toEqual({ start: `Look:\n${code}`, lines: 304, endsWithCode: true });
  expect(collapsed(`Look:\n${code}`)).toBeNull();
  expect(collapsed(`\`\`\`\n${lines(300)}`)).toBeNull();
});
