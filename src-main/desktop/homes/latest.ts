import type { Timer } from '../../../src-shared/timer.ts';

/** Passes on the first value at once. Of those that come within `ms` after one, it passes on the last. */
export function passLatest<T>(timer: Timer, ms: number, pass: (value: T) => void): (value: T) => void {
  let waiting: { value: T } | null = null;
  let isPausing = false;
  return function put(value) {
    if (isPausing) {
      waiting = { value };
      return;
    }
    isPausing = true;
    timer.after(ms, () => {
      isPausing = false;
      const next = waiting;
      waiting = null;
      if (next) put(next.value);
    });
    pass(value);
  };
}
