// What lost its connection on the way is tried again by itself, a few times, each time after a longer while.
import type { Timer } from '../../src-shared/home-client.ts';

const AGAIN_AFTER_MS = [1_000, 4_000, 15_000, 60_000];

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
  const losses = new Map<string, { count: number; cancel(): void }>();
  const begun = (key: string): void => losses.get(key)?.cancel();
  return {
    lost(key, again) {
      const count = losses.get(key)?.count ?? 0;
      const wait = AGAIN_AFTER_MS[count];
      if (wait === undefined) return false;
      losses.set(key, { count: count + 1, cancel: timer.after(wait, again) });
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
