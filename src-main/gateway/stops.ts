// The ends of what was started, called in reverse order.

export type Stop = () => unknown;

export class Stops {
  readonly #log: (message: string, error: unknown) => void;
  readonly #stops: Stop[] = [];

  constructor(log: (message: string, error: unknown) => void) {
    this.#log = log;
  }

  add(...stops: Stop[]): void {
    this.#stops.push(...stops);
  }

  /** A part that cannot end in order keeps no other from it. */
  async runAll(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        this.#log('A part of the home did not close in order', error);
      }
    }
  }
}
