// Limits concurrent deliveries: in total, and for each person. So the slow receivers of one person do not block the others.

interface Waiting {
  who: string;
  begin(): void;
}

export class ConcurrencyLimiter {
  readonly #max: number;
  readonly #maxEach: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();
  #count = 0;

  constructor({ max, maxEach }: { max: number; maxEach: number }) {
    this.#max = max;
    this.#maxEach = maxEach;
  }

  /** Waits for a place, and resolves with what gives it back; with null when the signal came first. */
  take(who: string, signal: AbortSignal): Promise<(() => void) | null> {
    return new Promise((resolve) => {
      const end = (): void => {
        this.#waiting.delete(waiting);
        resolve(null);
      };
      const waiting: Waiting = {
        who,
        begin: () => {
          signal.removeEventListener('abort', end);
          resolve(() => this.#give(who));
        },
      };
      if (signal.aborted) {
        resolve(null);
        return;
      }
      signal.addEventListener('abort', end, { once: true });
      this.#waiting.add(waiting);
      this.#next();
    });
  }

  #give(who: string): void {
    this.#count -= 1;
    const left = (this.#taken.get(who) ?? 1) - 1;
    if (left === 0) this.#taken.delete(who);
    else this.#taken.set(who, left);
    this.#next();
  }

  /** The longest waiting request is next, unless its person has a full share. */
  #next(): void {
    for (const waiting of this.#waiting) {
      if (this.#count >= this.#max) return;
      const taken = this.#taken.get(waiting.who) ?? 0;
      if (taken >= this.#maxEach) continue;
      this.#waiting.delete(waiting);
      this.#count += 1;
      this.#taken.set(waiting.who, taken + 1);
      waiting.begin();
    }
  }
}
