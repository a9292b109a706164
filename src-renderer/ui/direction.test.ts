import { expect, it } from 'vitest';
import { readingKey } from './direction.ts';

it('turns the arrows round for those who read from right to left, and no other key', () => {
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'Home', 'a'];
  expect(keys.map((key) => readingKey(key, true))).toEqual(['ArrowRight', 'ArrowLeft', 'ArrowUp', 'Home', 'a']);
  expect(keys.map((key) => readingKey(key, false))).toEqual(keys);
});
