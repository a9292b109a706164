// Guessing must not pay: after some failures an address has to wait, whatever it tries.
const FAILURES_MAX = 20;
const WINDOW_MS = 60_000;
const ADDRESSES_MAX = 1_000;

export class FailureLimit {
  readonly #now: () => number;
  readonly #failures = new Map<string, { count: number; since: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  isBlocked(address: string): boolean {
    const failures = this.#failures.get(address);
    return failures !== undefined && failures.count >= FAILURES_MAX && this.#isRecent(failures.since);
  }

  failed(address: string): void {
    const failures = this.#failures.get(address);
    if (failures && this.#isRecent(failures.since)) {
      failures.count += 1;
      return;
    }
    this.#failures.delete(address);
    this.#failures.set(address, { count: 1, since: this.#now() });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > ADDRESSES_MAX && !oldest.done) this.#failures.delete(oldest.value);
  }

  /** A time to come is that of a clock that was set back: nobody waits for it. */
  #isRecent(since: number): boolean {
    const age = this.#now() - since;
    return age >= 0 && age < WINDOW_MS;
  }
}
