// Large answers, with other work of the event loop between them. Accounts take turns, each with any number of connections, and one
// account has at most half of the reader's time.
// An answer is read in the reader's thread: its turn lasts until it is made, so no account can fill the reader's queue. While the
// event loop sends one answer, the reader can read another.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface FairTurnsOptions {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Runs after all other pending work. */
  soon(run: () => void): void;
  after(ms: number, run: () => void): void;
}

/** After an answer that took less, the next may follow at once. */
const CHEAP_MS = 4;
const AT_ONCE = 2;

/** The time for which the archive was read in one turn. */
interface Cost {
  ms: number;
}

export class FairTurns {
  readonly #options: FairTurnsOptions;
  /** By account, the next one first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  /** The time at which an account may have the next, after an expensive answer. */
  readonly #readyAt = new Map<string, number>();
  readonly #cost = new AsyncLocalStorage<Cost>();
  #underWay = 0;
  #isAlarmSet = false;

  constructor(options: FairTurnsOptions) {
    this.#options = options;
  }

  /** Computes a reply when it is the account's turn: at once while a turn is free. */
  async during<T>(asker: string, answer: (hasWaited: boolean) => Promise<T>): Promise<T> {
    const isFree = this.#underWay < AT_ONCE && !this.#waiting.has(asker) && this.#isReady(asker);
    if (isFree) this.#underWay += 1;
    else await this.#turnOf(asker);
    const cost: Cost = { ms: 0 };
    try {
      return await this.#cost.run(cost, () => answer(!isFree));
    } finally {
      this.#options.soon(() => this.#end(asker, cost.ms));
    }
  }

  /** Adds the time of a read to the turn in which it was asked for, if there is one. */
  charge(ms: number): void {
    const cost = this.#cost.getStore();
    if (cost) cost.ms += ms;
  }

  #turnOf(asker: string): Promise<void> {
    return new Promise((resolve) => {
      const theirs = this.#waiting.get(asker);
      if (theirs) theirs.push(resolve);
      else this.#waiting.set(asker, [resolve]);
      this.#next();
    });
  }

  #end(asker: string, cost: number): void {
    const now = this.#options.now();
    for (const [account, readyAt] of this.#readyAt) if (readyAt <= now) this.#readyAt.delete(account);
    if (cost > CHEAP_MS) this.#readyAt.set(asker, (this.#readyAt.get(asker) ?? now) + cost);
    this.#underWay -= 1;
    this.#next();
  }

  #next(): void {
    for (const [asker, theirs] of [...this.#waiting]) {
      if (this.#underWay >= AT_ONCE) return;
      if (!this.#isReady(asker)) continue;
      const begin = theirs.shift();
      this.#waiting.delete(asker);
      if (theirs.length > 0) this.#waiting.set(asker, theirs);
      this.#underWay += 1;
      begin?.();
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
      this.#next();
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
