// Work on a disk that may not answer, such as one on another computer. Such work holds a thread of this process until the disk answers, and
// there are few threads, so that nothing else is begun until then.
import type { After } from '../../domain/clock.ts';

export const LIMIT_MS = 3_000;

export class TimeLimit {
  readonly #after: After;
  #isBusy = false;

  constructor(after: After) {
    this.#after = after;
  }

  /** Rejects with the sentence on a timeout, and immediately while earlier work is still pending. */
  async run<T>(work: () => Promise<T>, sentence: string): Promise<T> {
    if (this.#isBusy) throw new Error(sentence);
    this.#isBusy = true;
    const done = work().finally(() => {
      this.#isBusy = false;
    });
    let cancel = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = this.#after(LIMIT_MS, () => reject(new Error(sentence)));
    });
    return Promise.race([done, late]).finally(() => cancel());
  }
}
