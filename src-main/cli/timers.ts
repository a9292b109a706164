// Timers for times that options take.
import type { Timer } from '../../src-shared/timer.ts';
import { afterLong, everyLong, type Clock } from '../../src-shared/long-timer.ts';

const clock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const afterSeconds = (seconds: number, run: () => void): (() => void) => afterLong(clock, seconds * 1000, run);
export const everySeconds = (seconds: number, run: () => void): (() => void) => everyLong(clock, seconds * 1000, run);

/** Of the command's connections. */
export const commandTimer: Timer = { after: clock.after };
