import type { Timer } from '../../../src-shared/timer.ts';

export const TIMER: Timer = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
