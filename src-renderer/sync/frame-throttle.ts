// When events are shown: with the next frame, and during a flood so far apart that a person who writes or scrolls does not feel each
// drawing.
import type { Timer } from '../../src-shared/timer.ts';

/** A reader sees no difference. */
const APART_MS = 100;

export interface FrameThrottleSeams {
  timer: Timer;
  now(): number;
  /** Calls back before the next frame is drawn, or soon when nothing is drawn. */
  beforeFrame(run: () => void): void;
}

export interface FrameThrottle {
  /** Several calls before the next drawing count as one. */
  soon(): void;
  atOnce(): void;
}

/** `show` returns whether there was anything to show. */
export function throttleFrames({ timer, now, beforeFrame }: FrameThrottleSeams, show: () => boolean): FrameThrottle {
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
