// Counts requests in windows of a minute, by user or by address.
export const WINDOW_MS = 60_000;
/** The oldest windows are forgotten beyond this. */
const KEYS_MAX = 5_000;

export interface Taken {
  limit: number;
  remaining: number;
  /** Null: the request is within the limit. */
  retryAfterMs: number | null;
}

export class Windows {
  readonly #now: () => number;
  readonly #windows = new Map<string, { since: number; count: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  take(key: string, limit: number): Taken {
    const now = this.#now();
    let window = this.#windows.get(key);
    const age = window ? now - window.since : WINDOW_MS;
    // A time in the future comes from a clock that was set back.
    if (!window || age >= WINDOW_MS || age < 0) {
      window = { since: now, count: 0 };
      this.#windows.delete(key);
      this.#windows.set(key, window);
      const [oldest] = this.#windows.keys();
      if (this.#windows.size > KEYS_MAX && oldest !== undefined) this.#windows.delete(oldest);
    }
    if (window.count >= limit) {
      this.refused += 1;
      return { limit, remaining: 0, retryAfterMs: window.since + WINDOW_MS - now };
    }
    window.count += 1;
    return { limit, remaining: limit - window.count, retryAfterMs: null };
  }

  /** What is left of the window, without taking from it. */
  remaining(key: string, limit: number): number {
    const window = this.#windows.get(key);
    return window && this.#now() - window.since < WINDOW_MS ? Math.max(0, limit - window.count) : limit;
  }

  refused = 0;
}
