import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../testing/clock.ts';
import type { Core } from '../core.ts';
import { startDroppingExpired } from './expiry.ts';

const HOUR_MS = 60 * 60 * 1000;

describe('What is over', () => {
  it('is deleted every hour by the time of the server, until the end', async () => {
    const clock = createTestClock(1_000);
    const written: unknown[] = [];
    const logged: unknown[] = [];
    const write = async (...asked: unknown[]): Promise<void> => {
      written.push(asked);
      if (written.length === 1) throw new Error('The disk is full.');
    };
    const core = { now: clock.now, write } as unknown as Core;
    const stop = startDroppingExpired({ core, after: clock.after, log: (message, error) => void logged.push([message, String(error)]) });
    clock.pass(2 * HOUR_MS);
    stop();
    clock.pass(2 * HOUR_MS);
    await Promise.resolve();
    expect(written).toEqual([
      ['dropExpired', { now: 1_000 + HOUR_MS }],
      ['dropExpired', { now: 1_000 + 2 * HOUR_MS }],
    ]);
    expect(logged).toEqual([['Sessions that are over could not be deleted', 'Error: The disk is full.']]);
  });
});
