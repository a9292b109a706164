// What lost its connection on the way is tried again by itself, a few times, each time after a longer while.
import { createBackoff, SCHEDULES, type Backoff } from '../../src-shared/client/backoff.ts';
import type { Timer } from '../../src-shared/timer.ts';

export interface SecondTries {
  /** Calls back when it may be tried again; false when that was often enough. */
  lost(key: string, again: () => void): boolean;
  /** Not waited for any more: it is under way, but counts as often lost as it was. */
  begun(key: string): void;
  /** It came, is not wanted any more, or somebody asked for it. */
  forget(key: string): void;
  close(): void;
}

export function createSecondTries(timer: Timer): SecondTries {
  const losses = new Map<string, { backoff: Backoff; cancel(): void }>();
  const begun = (key: string): void => losses.get(key)?.cancel();
  return {
    lost(key, again) {
      const backoff = losses.get(key)?.backoff ?? createBackoff(SCHEDULES.request);
      if (backoff.isSpent()) return false;
      losses.set(key, { backoff, cancel: timer.after(backoff.next(), again) });
      return true;
    },
    begun,
    forget(key) {
      begun(key);
      losses.delete(key);
    },
    close() {
      for (const key of losses.keys()) begun(key);
    },
  };
}
