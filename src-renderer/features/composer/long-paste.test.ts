import { expect, test } from 'vitest';
import { longPaste, withoutPaste } from './long-paste.ts';

test('a text of many lines or many characters is long', () => {
  expect(longPaste('x\n'.repeat(70))).toBe(71);
  expect(longPaste('x'.repeat(5_000))).toBe(1);
  expect(longPaste('x\n'.repeat(20))).toBeNull();
});

test('what was pasted is taken out where it stands, and nothing when it was changed', () => {
  expect(withoutPaste('see LOG below', 'LOG ')).toBe('see below');
  expect(withoutPaste('see LXG below', 'LOG ')).toBeNull();
});
