import { expect, it } from 'vitest';
import { isComposing } from './composing.ts';

it.each([
  ['while a word is composed', true, 229, true],
  ['while a word is composed, in browsers that keep the key code', true, 13, true],
  ['that confirms a word in Safari', false, 229, true],
  ['that ends a line', false, 13, false],
])('an Enter %s', (_when, composing, keyCode, expected) => {
  const key = { isComposing: composing, keyCode };
  expect(isComposing(key)).toBe(expected);
  expect(isComposing({ nativeEvent: key })).toBe(expected);
});
