// Timers for times that people choose. The system's own hold 31 bits, 24.8 days: a longer one ends at once.

/** Far below that, so that a machine that slept notices soon after. */
const STEP_MS_MAX = 60 * 60 * 1000;

export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

/** Calls back once after `ms` milliseconds, without an upper limit; returns its cancel. */
export function afterLong({ now, after }: Clock, ms: number, run: () => void): () => void {
  const end = now() + ms;
  let cancel = step();
  function step(): () => void {
    const left = end - now();
    return left > STEP_MS_MAX ? after(STEP_MS_MAX, () => (cancel = step())) : after(Math.max(0, left), run);
  }
  return () => cancel();
}

/** Calls back again and again; returns its end. */
export function everyLong(clock: Clock, ms: number, run: () => void): () => void {
  let cancel = afterLong(clock, ms, again);
  function again(): void {
    cancel = afterLong(clock, ms, again);
    run();
  }
  return () => cancel();
}
