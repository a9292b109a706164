// The clock's alarms, passed in wherever something waits, so that a test can let two minutes pass at once.

/** Calls back once after so many milliseconds; returns its cancel. */
export type After = (ms: number, run: () => void) => () => void;

/** Again and again, until its end is called. */
export function every(after: After, ms: number, run: () => void): () => void {
  let cancel = after(ms, again);
  function again(): void {
    cancel = after(ms, again);
    run();
  }
  return () => cancel();
}

const TRIED_EVERY_MS = 10 * 60 * 1000;
const WRONG_BY_MS = 60 * 1000;
const TRIES_PER_HOUR = 6;

/**
 * Once an hour, for work that deletes for good by the time of day. A wrong clock would delete too much, so a clock that jumped is
 * trusted only after it has run on for ten minutes. Returns its end.
 */
export function everySteadyHour({ now, after }: { now(): number; after: After }, run: () => void): () => void {
  let triedAt = now();
  let tries = 0;
  return every(after, TRIED_EVERY_MS, () => {
    const isSteady = Math.abs(now() - triedAt - TRIED_EVERY_MS) < WRONG_BY_MS;
    triedAt = now();
    const isDue = isSteady && tries % TRIES_PER_HOUR === 0;
    tries = isSteady ? tries + 1 : 0;
    if (isDue) run();
  });
}
