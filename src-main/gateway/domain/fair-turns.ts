// Large answers, one after another, with other work of the event loop between them. Accounts take turns, each with any number of
// connections, and one account has at most half of the time.
// An answer is read in the reader's thread: its turn lasts until it is made, so no account can fill the reader's queue.

export interface FairTurnsOptions {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Runs after all other work that has come in. */
  soon(run: () => void): void;
  after(ms: number, run: () => void): void;
}

/** After an answer that took less, the next may follow at once. */
const CHEAP_MS = 4;

export class FairTurns {
  readonly #options: FairTurnsOptions;
  /** By account, the next one first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  /** The time at which an account may have the next, after an expensive answer. */
  readonly #readyAt = new Map<string, number>();
  #isBusy = false;
  #isAlarmSet = false;

  constructor(options: FairTurnsOptions) {
    this.#options = options;
  }

  /** Makes an answer when it is the account's turn: at once when nothing else goes on. */
  async during<T>(asker: string, answer: (hasWaited: boolean) => Promise<T>): Promise<T> {
    const isFree = !this.#isBusy && !this.#waiting.has(asker) && this.#isReady(asker);
    if (isFree) this.#isBusy = true;
    else await this.#turnOf(asker);
    const startedAt = this.#options.now();
    try {
      return await answer(!isFree);
    } finally {
      this.#options.soon(() => this.#end(asker, startedAt));
    }
  }

  #turnOf(asker: string): Promise<void> {
    return new Promise((resolve) => {
      const theirs = this.#waiting.get(asker);
      if (theirs) theirs.push(resolve);
      else this.#waiting.set(asker, [resolve]);
      if (!this.#isBusy) this.#next();
    });
  }

  #end(asker: string, startedAt: number): void {
    const now = this.#options.now();
    const cost = now - startedAt;
    for (const [account, readyAt] of this.#readyAt) if (readyAt <= now) this.#readyAt.delete(account);
    if (cost > CHEAP_MS) this.#readyAt.set(asker, now + cost);
    this.#isBusy = false;
    this.#next();
  }

  #next(): void {
    for (const [asker, theirs] of this.#waiting) {
      if (!this.#isReady(asker)) continue;
      const begin = theirs.shift();
      this.#waiting.delete(asker);
      if (theirs.length > 0) this.#waiting.set(asker, theirs);
      this.#isBusy = true;
      begin?.();
      return;
    }
    this.#wakeLater();
  }

  /** No account that waits is ready yet. */
  #wakeLater(): void {
    if (this.#waiting.size === 0 || this.#isAlarmSet) return;
    this.#isAlarmSet = true;
    const first = Math.min(...[...this.#waiting.keys()].map((asker) => this.#readyAt.get(asker) ?? 0));
    this.#options.after(Math.max(1, first - this.#options.now()), () => {
      this.#isAlarmSet = false;
      if (!this.#isBusy) this.#next();
    });
  }

  #isReady(asker: string): boolean {
    const readyAt = this.#readyAt.get(asker);
    if (readyAt === undefined) return true;
    if (readyAt > this.#options.now()) return false;
    this.#readyAt.delete(asker);
    return true;
  }
}
