// Limits concurrent deliveries: in total, and for each person. So the slow receivers of one person do not block the others.

interface Waiting {
  who: string;
  signal: AbortSignal;
  resolve(giveBack: (() => void) | null): void;
}

/** The requests that wait with the same signal. They share one listener. */
interface Group {
  waiting: Set<Waiting>;
  end(): void;
}

export class ConcurrencyLimiter {
  readonly #max: number;
  readonly #maxEach: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();
  readonly #groups = new Map<AbortSignal, Group>();
  #count = 0;

  constructor({ max, maxEach }: { max: number; maxEach: number }) {
    this.#max = max;
    this.#maxEach = maxEach;
  }

  /** Waits for a place, and resolves with what gives it back; with null when the signal came first. */
  take(who: string, signal: AbortSignal): Promise<(() => void) | null> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve(null);
        return;
      }
      const waiting = { who, signal, resolve };
      if (this.#isFree(who)) this.#begin(waiting);
      else this.#wait(waiting);
    });
  }

  #isFree(who: string): boolean {
    return this.#count < this.#max && (this.#taken.get(who) ?? 0) < this.#maxEach;
  }

  #begin({ who, resolve }: Waiting): void {
    this.#count += 1;
    this.#taken.set(who, (this.#taken.get(who) ?? 0) + 1);
    resolve(() => this.#give(who));
  }

  #wait(waiting: Waiting): void {
    this.#waiting.add(waiting);
    const group = this.#groups.get(waiting.signal) ?? this.#follow(waiting.signal);
    group.waiting.add(waiting);
  }

  #follow(signal: AbortSignal): Group {
    const waiting = new Set<Waiting>();
    const end = (): void => {
      this.#groups.delete(signal);
      for (const each of waiting) {
        this.#waiting.delete(each);
        each.resolve(null);
      }
    };
    const group = { waiting, end };
    signal.addEventListener('abort', end, { once: true });
    this.#groups.set(signal, group);
    return group;
  }

  #endWait(waiting: Waiting): void {
    const { signal } = waiting;
    this.#waiting.delete(waiting);
    const group = this.#groups.get(signal);
    group?.waiting.delete(waiting);
    if (group?.waiting.size !== 0) return;
    this.#groups.delete(signal);
    signal.removeEventListener('abort', group.end);
  }

  #give(who: string): void {
    this.#count -= 1;
    const left = (this.#taken.get(who) ?? 1) - 1;
    if (left === 0) this.#taken.delete(who);
    else this.#taken.set(who, left);
    this.#next();
  }

  /** One place was given back. The longest waiting request is next, unless its person has a full share. */
  #next(): void {
    for (const waiting of this.#waiting) {
      if (!this.#isFree(waiting.who)) continue;
      this.#endWait(waiting);
      this.#begin(waiting);
      return;
    }
  }
}
