// Token buckets of one kind: one for each key or participant that was seen, refilled by the time that passed.

export interface Rate {
  per_minute: number;
  /** A full bucket holds the tokens of so much time. Older unused tokens are lost. */
  burst_ms: number;
}

export interface Level {
  level: number;
  at: number;
}

const MINUTE_MS = 60_000;
/** Sums of fractions are not exact: after the time that was named there has to be one. */
const NEARLY_ONE = 1 - 1e-6;

export class Buckets {
  readonly #now: () => number;
  readonly #levels = new Map<string, Level>();
  #perMs = 0;
  #capacity = Infinity;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null: no limit. The tokens already used stay used. */
  setRate(rate: Rate | null): void {
    this.#perMs = rate ? rate.per_minute / MINUTE_MS : 0;
    this.#capacity = rate ? Math.max(1, this.#perMs * rate.burst_ms) : Infinity;
  }

  /** How many are known. */
  get size(): number {
    return this.#levels.size;
  }

  get isLimited(): boolean {
    return this.#capacity !== Infinity;
  }

  /** How long until one can be taken; 0: now. */
  wait(id: string): number {
    if (!this.isLimited) return 0;
    const { level } = this.#refilled(id);
    return level >= NEARLY_ONE ? 0 : (NEARLY_ONE - level) / this.#perMs;
  }

  /** Call it only when `wait` is 0. More may be taken than the level holds: the next caller waits for it. */
  take(id: string, amount = 1): void {
    if (this.isLimited) this.#refilled(id).level -= amount;
  }

  giveBack(id: string): void {
    const bucket = this.#levels.get(id);
    if (bucket) bucket.level = Math.min(this.#capacity, bucket.level + 1);
  }

  /** Those that are not full. The others are forgotten: they are as good as new. */
  entries(): [string, Level][] {
    if (!this.isLimited) this.#levels.clear();
    for (const id of [...this.#levels.keys()]) if (this.#refilled(id).level >= this.#capacity) this.#levels.delete(id);
    return [...this.#levels];
  }

  restore(id: string, { level, at }: Level): void {
    this.#levels.set(id, { level, at });
  }

  /** A clock that was set back refills nothing, and takes nothing away. */
  #refilled(id: string): Level {
    const now = this.#now();
    const bucket = this.#levels.get(id);
    if (!bucket) {
      const full = { level: this.#capacity, at: now };
      this.#levels.set(id, full);
      return full;
    }
    bucket.level = Math.min(this.#capacity, bucket.level + Math.max(0, now - bucket.at) * this.#perMs);
    bucket.at = now;
    return bucket;
  }
}
