// When what happens is shown: with the next frame, and while much happens so far apart that whoever writes or scrolls meanwhile
// does not feel each drawing.
import type { Timer } from '../../src-shared/timer.ts';

/** A reader sees no difference. */
const APART_MS = 100;

export interface PaceSeams {
  timer: Timer;
  now(): number;
  /** Calls back before the next frame is drawn, or soon when nothing is drawn. */
  beforeFrame(run: () => void): void;
}

export interface Pace {
  /** Once, however often it is said before it is shown. */
  soon(): void;
  atOnce(): void;
}

/** `show` says whether there was anything to show. */
export function paced({ timer, now, beforeFrame }: PaceSeams, show: () => boolean): Pace {
  let isComing = false;
  let shownAt = -Infinity;
  function atOnce(): void {
    if (show()) shownAt = now();
  }
  function come(): void {
    isComing = false;
    atOnce();
  }
  return {
    atOnce,
    soon() {
      if (isComing) return;
      isComing = true;
      const left = shownAt + APART_MS - now();
      // More than all of it: the clock was put back.
      if (left > 0 && left <= APART_MS) timer.after(left, () => beforeFrame(come));
      else beforeFrame(come);
    },
  };
}
