import { expect, it } from 'vitest';
import { createTestClock } from '../../testing/clock.ts';
import type { Core } from '../core.ts';
import { startDroppingExpired } from './expiry.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function start(write: () => Promise<void>) {
  const clock = createTestClock(1_000);
  const written: number[] = [];
  const logged: unknown[] = [];
  const state = { skewMs: 0 };
  const core = {
    now: () => clock.now() + state.skewMs,
    write: (name: string, { now }: { now: number }) => {
      expect(name).toBe('dropExpired');
      written.push(now);
      return write();
    },
  } as unknown as Core;
  const stop = startDroppingExpired({ core, after: clock.after, log: (message, error) => void logged.push([message, String(error)]) });
  return { clock, written, logged, state, stop };
}

it('deletes expired sessions every hour until it is stopped, also after a failure', async () => {
  const { clock, written, logged, stop } = start(async () => {
    throw new Error('The disk is full.');
  });
  clock.pass(2 * HOUR_MS);
  stop();
  clock.pass(2 * HOUR_MS);
  await Promise.resolve();
  expect(written).toEqual([1_000 + 10 * MINUTE_MS, 1_000 + 70 * MINUTE_MS]);
  const failure = ['Expired sessions could not be deleted', 'Error: The disk is full.'];
  expect(logged).toEqual([failure, failure]);
});

it('deletes no session by a clock that was set forwards, until the clock has run on', () => {
  const { clock, written, state, stop } = start(async () => undefined);
  state.skewMs = 400 * DAY_MS;
  clock.pass(15 * MINUTE_MS);
  expect(written).toEqual([]);
  state.skewMs = 0;
  clock.pass(15 * MINUTE_MS);
  expect(written).toEqual([1_000 + 30 * MINUTE_MS]);
  state.skewMs = 400 * DAY_MS;
  clock.pass(30 * MINUTE_MS);
  expect(written).toHaveLength(2);
  stop();
});
