import { expect, test } from 'vitest';
import { typedNumber } from './typed-number.ts';

test('a number within its limits is taken, and nothing else', () => {
  expect([' 12 ', '0', '200'].map((each) => typedNumber(each, 0, 200))).toEqual([12, 0, 200]);
  for (const wrong of ['', '201', '-1', '1.5', '1e2', '0x10', 'many', '9'.repeat(30)]) expect(typedNumber(wrong, 0, 200), wrong).toBeNull();
});
