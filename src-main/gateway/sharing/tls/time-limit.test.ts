// Work that does not end is left alone after a few seconds, and nothing more is begun.
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../testing/clock.ts';
import { LIMIT_MS, TimeLimit } from './time-limit.ts';

const LATE = 'Too late.';

describe('a limit of time', () => {
  it('passes on the result and the error of work that ends', async () => {
    const limit = new TimeLimit(createTestClock().after);
    expect(await limit.run(async () => 7, LATE)).toBe(7);
    await expect(limit.run(() => Promise.reject(new Error('No.')), LATE)).rejects.toThrow('No.');
    expect(await limit.run(async () => 8, LATE)).toBe(8);
  });

  it('ends the wait for work that does not, and begins no other before that ends', async () => {
    const clock = createTestClock();
    const limit = new TimeLimit(clock.after);
    let answer: () => void = () => undefined;
    const stalled = limit.run(() => new Promise<void>((resolve) => (answer = resolve)), LATE);
    clock.pass(LIMIT_MS);
    await expect(stalled).rejects.toThrow(LATE);
    let begun = 0;
    const next = () => limit.run(async () => ++begun, LATE);
    await expect(next()).rejects.toThrow(LATE);
    expect(begun).toBe(0);
    answer();
    await expect.poll(() => next().catch(() => null)).toBe(1);
  });
});
