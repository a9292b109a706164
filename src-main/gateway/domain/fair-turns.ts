// Large answers, one in each turn of the event loop: whatever else came in is done between them. Those who ask for many take
// turns with the others, however many connections they ask on, and have at most half of the time.

export interface FairTurnsOptions {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Runs once everything else that came in had its turn. */
  soon(run: () => void): void;
  after(ms: number, run: () => void): void;
}

/** What takes less may follow at once. */
const CHEAP_MS = 4;

export class FairTurns {
  readonly #options: FairTurnsOptions;
  /** By who asks; the one whose turn is next comes first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  /** When those who had an expensive one may have the next. */
  readonly #readyAt = new Map<string, number>();
  #isBusy = false;
  #isAlarmSet = false;

  constructor(options: FairTurnsOptions) {
    this.#options = options;
  }

  /** Null: now. Else it is settled when it is the asker's turn. */
  take(asker: string): Promise<void> | null {
    const isFree = !this.#isBusy && !this.#waiting.has(asker) && this.#isReady(asker);
    if (isFree) {
      this.#begin(asker);
      return null;
    }
    return new Promise((resolve) => {
      const theirs = this.#waiting.get(asker);
      if (theirs) theirs.push(resolve);
      else this.#waiting.set(asker, [resolve]);
      if (!this.#isBusy) this.#next();
    });
  }

  #begin(asker: string): void {
    this.#isBusy = true;
    const startedAt = this.#options.now();
    this.#options.soon(() => this.#end(asker, startedAt));
  }

  #end(asker: string, startedAt: number): void {
    const now = this.#options.now();
    const cost = now - startedAt;
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
      this.#begin(asker);
      begin?.();
      return;
    }
    this.#wakeLater();
  }

  /** Nobody who waits is ready yet. */
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
