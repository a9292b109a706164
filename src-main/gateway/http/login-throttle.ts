// Slows down guessing of secrets, without locking out other users. After some failures every attempt from that address waits before
// it is checked, right or wrong alike, so that the time of a reply reveals nothing. A right secret is then accepted: users who
// share the address with a guesser, as all do on one machine or behind one router, only wait a moment. Links, invites and
// keys have 256 random bits, and a code for another device has 40 bits for ten minutes. The wait limits the load of guessing, and the
// number of guesses in that time.
import { AppError } from '../../../src-shared/errors.ts';

const FAILURES_MAX = 20;
const WINDOW_MS = 60_000;
const ADDRESSES_MAX = 1_000;
const WAIT_MS = 1_000;
/** Attempts that wait at once, from everywhere; past that they are refused unseen. It bounds guesses to so many a second. */
const WAITING_MAX = 500;

export interface LoginThrottleOptions {
  now(): number;
  wait(ms: number): Promise<void>;
}

export class LoginThrottle {
  readonly #options: LoginThrottleOptions;
  readonly #failures = new Map<string, { count: number; since: number }>();
  #waiting = 0;

  constructor(options: LoginThrottleOptions) {
    this.#options = options;
  }

  /** Does the work; what it throws is counted against the address. Throws `too_many_attempts` in place of it where there were too many. */
  async attempt<T>(address: string, work: () => Promise<T> | T): Promise<T> {
    const isSlowed = this.#isSlowed(address);
    if (isSlowed) await this.#waitABit();
    try {
      return await work();
    } catch (error) {
      this.#failed(address);
      throw isSlowed && isWrongSecret(error) ? tooMany() : error;
    }
  }

  async #waitABit(): Promise<void> {
    if (this.#waiting >= WAITING_MAX) throw tooMany();
    this.#waiting += 1;
    try {
      await this.#options.wait(WAIT_MS);
    } finally {
      this.#waiting -= 1;
    }
  }

  #isSlowed(address: string): boolean {
    const failures = this.#failures.get(address);
    return failures !== undefined && failures.count >= FAILURES_MAX && this.#isRecent(failures.since);
  }

  #failed(address: string): void {
    const failures = this.#failures.get(address);
    if (failures && this.#isRecent(failures.since)) {
      failures.count += 1;
      return;
    }
    this.#failures.delete(address);
    this.#failures.set(address, { count: 1, since: this.#options.now() });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > ADDRESSES_MAX && !oldest.done) this.#failures.delete(oldest.value);
  }

  /** A time in the future comes from a clock that was set back. It delays no attempt. */
  #isRecent(since: number): boolean {
    const age = this.#options.now() - since;
    return age >= 0 && age < WINDOW_MS;
  }
}

function isWrongSecret(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'unauthorized' || error.code === 'invite_invalid');
}

function tooMany(): AppError {
  return new AppError('too_many_attempts', undefined, { retryAfterMs: WINDOW_MS });
}
