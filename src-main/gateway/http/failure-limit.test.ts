import { expect, it } from 'vitest';
import { FailureLimit } from './failure-limit.ts';

const MINUTE_MS = 60_000;

function failing(limit: FailureLimit, address: string, times: number): void {
  for (let n = 0; n < times; n += 1) limit.failed(address);
}

it('blocks an address after twenty failures, for a minute, and no other', () => {
  let now = 0;
  const limit = new FailureLimit(() => now);
  failing(limit, 'a', 19);
  expect(limit.isBlocked('a')).toBe(false);
  failing(limit, 'a', 1);
  expect([limit.isBlocked('a'), limit.isBlocked('b')]).toEqual([true, false]);
  now = MINUTE_MS;
  expect(limit.isBlocked('a')).toBe(false);
});

it('starts anew after a minute', () => {
  let now = 0;
  const limit = new FailureLimit(() => now);
  failing(limit, 'a', 19);
  now = MINUTE_MS;
  failing(limit, 'a', 19);
  expect(limit.isBlocked('a')).toBe(false);
});

it('does not block for longer when the clock is set back', () => {
  let now = 10 * MINUTE_MS;
  const limit = new FailureLimit(() => now);
  failing(limit, 'a', 20);
  now = 0;
  expect(limit.isBlocked('a')).toBe(false);
});

it('remembers only so many addresses: the oldest go', () => {
  const limit = new FailureLimit(() => 0);
  failing(limit, 'first', 20);
  for (let n = 0; n < 1_000; n += 1) limit.failed(`address ${n}`);
  expect(limit.isBlocked('first')).toBe(false);
});
