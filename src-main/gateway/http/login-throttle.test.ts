import { expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import { LoginThrottle } from './login-throttle.ts';

const MINUTE_MS = 60_000;

function limitAt(start = 0) {
  const clock = { now: start, waits: 0 };
  const held: (() => void)[] = [];
  const limit = new LoginThrottle({
    now: () => clock.now,
    wait() {
      clock.waits += 1;
      return new Promise((resolve) => held.push(resolve));
    },
  });
  const letGo = (): void => held.splice(0).forEach((resolve) => resolve());
  const guess = async (address: string, secret = 'wrong'): Promise<string> => {
    const attempt = limit.attempt(address, () => {
      if (secret !== 'right') throw new AppError('unauthorized');
      return 'in';
    });
    letGo();
    return attempt.catch((error: unknown) => (error instanceof AppError ? error.code : 'failed'));
  };
  const fail = async (address: string, times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) await guess(address);
  };
  return { clock, limit, held, letGo, guess, fail };
}

it('slows an address after twenty failures, for a minute, and no other', async () => {
  const { clock, guess, fail } = limitAt();
  await fail('a', 19);
  expect([await guess('a'), clock.waits]).toEqual(['unauthorized', 0]);
  expect([await guess('a'), clock.waits]).toEqual(['too_many_attempts', 1]);
  expect([await guess('b'), clock.waits]).toEqual(['unauthorized', 1]);
  clock.now = MINUTE_MS;
  expect([await guess('a'), clock.waits]).toEqual(['unauthorized', 1]);
});

it('lets a right secret in from an address that is slowed, after the same wait as a wrong one', async () => {
  const { clock, guess, fail } = limitAt();
  await fail('a', 100);
  const before = clock.waits;
  expect([await guess('a', 'right'), await guess('a'), await guess('a', 'right')]).toEqual(['in', 'too_many_attempts', 'in']);
  expect(clock.waits - before).toBe(3);
});

it('looks at nothing before the wait is over', async () => {
  const { limit, fail, letGo } = limitAt();
  await fail('a', 20);
  let isLookedAt = false;
  const attempt = limit.attempt('a', () => (isLookedAt = true));
  await Promise.resolve();
  expect(isLookedAt).toBe(false);
  letGo();
  expect(await attempt).toBe(true);
});

it('has only so many waiting, and refuses the rest unseen until there is room', async () => {
  const { limit, fail, letGo, guess } = limitAt();
  await fail('a', 20);
  const waiting = Array.from({ length: 500 }, () => limit.attempt('a', () => 'in'));
  await expect(limit.attempt('a', () => 'in')).rejects.toMatchObject({ code: 'too_many_attempts', retryAfterMs: MINUTE_MS });
  expect(await limit.attempt('b', () => 'in')).toBe('in');
  letGo();
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['in']));
  expect(await guess('a', 'right')).toBe('in');
});

it('starts again after a minute', async () => {
  const { clock, guess, fail } = limitAt();
  await fail('a', 19);
  clock.now = MINUTE_MS;
  await fail('a', 19);
  expect([await guess('a'), clock.waits]).toEqual(['unauthorized', 0]);
});

it('does not slow for longer when the clock is set back', async () => {
  const { clock, guess, fail } = limitAt(10 * MINUTE_MS);
  await fail('a', 20);
  clock.now = 0;
  expect([await guess('a'), clock.waits]).toEqual(['unauthorized', 0]);
});

it('remembers only so many addresses: the oldest go', async () => {
  const { clock, guess, fail } = limitAt();
  await fail('first', 20);
  for (let n = 0; n < 1_000; n += 1) await fail(`address ${n}`, 1);
  expect([await guess('first'), clock.waits]).toEqual(['unauthorized', 0]);
});
