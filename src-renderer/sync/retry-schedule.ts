// Requests and uploads that lost their connection are tried again by themselves, a few times, each time after a longer wait.
import { createBackoff, SCHEDULES, type Backoff } from '../../src-shared/client/backoff.ts';
import type { Timer } from '../../src-shared/timer.ts';

export interface RetrySchedule {
  /** Calls back when it is to be tried again; false after the last try. */
  lost(key: string, again: () => void): boolean;
  /** It is under way again. Its losses still count. */
  begun(key: string): void;
  /** It arrived, is not wanted any more, or a person asked for it. Its losses count no more. */
  forget(key: string): void;
  close(): void;
}

export function createRetrySchedule(timer: Timer): RetrySchedule {
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
