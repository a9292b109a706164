import { expect, it } from 'vitest';
import { OWNER_TOKEN_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { OwnerTokens } from './owner-tokens.ts';

it('a token works once', () => {
  const tokens = new OwnerTokens(() => 0);
  const token = tokens.issue();
  expect([tokens.redeem(token), tokens.redeem(token), tokens.redeem('own_other')]).toEqual([true, false, false]);
});

it('a token ends with its time', () => {
  let now = 0;
  const tokens = new OwnerTokens(() => now);
  const token = tokens.issue();
  now = OWNER_TOKEN_LIFETIME_MS;
  expect(tokens.redeem(token)).toBe(false);
});

it('only so many are good at once: the oldest goes first', () => {
  const tokens = new OwnerTokens(() => 0);
  const issued = Array.from({ length: 33 }, () => tokens.issue());
  expect(tokens.redeem(issued[0] ?? '')).toBe(false);
  expect(tokens.redeem(issued[1] ?? '')).toBe(true);
  expect(tokens.redeem(issued[32] ?? '')).toBe(true);
});
