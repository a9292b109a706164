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
