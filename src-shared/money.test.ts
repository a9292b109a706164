import { expect, it } from 'vitest';
import { dollarsOf, microsFor, microsOf } from './money.ts';

it('counts in whole millionths of a dollar', () => {
  expect(microsOf(0.1) + microsOf(0.2)).toBe(300_000);
  expect(microsOf(1.000_000_4)).toBe(1_000_000);
  expect(dollarsOf(1_234_567)).toBe(1.234_567);
});

it('is the price of tokens, rounded up', () => {
  const price = { input: 0.15, output: 0.6 };
  expect(microsFor(price, { input_tokens: 1_000_000, output_tokens: 0 })).toBe(150_000);
  expect(microsFor(price, { input_tokens: 100, output_tokens: 10 })).toBe(21);
  expect(microsFor(price, { input_tokens: 1, output_tokens: 0 })).toBe(1);
  expect(microsFor({ input: 0, output: 0 }, { input_tokens: 1_000, output_tokens: 1_000 })).toBe(0);
  // 3 × 0.1 is a little more than 0.3.
  expect(microsFor({ input: 0.1, output: 0 }, { input_tokens: 30, output_tokens: 0 })).toBe(3);
});
