// Counts the work in progress by participant or account: files and bodies that are coming in, webhooks whose address is looked up.
// It counts towards the limit on what there is, or one would have as many as there are connections.

export class InFlightCounter {
  readonly #counts = new Map<string, number>();

  of(participantId: string): number {
    return this.#counts.get(participantId) ?? 0;
  }

  /** Adds `count` for as long as the work takes. */
  async during<T>(participantId: string, work: () => Promise<T>, count = 1): Promise<T> {
    this.#counts.set(participantId, this.of(participantId) + count);
    try {
      return await work();
    } finally {
      const left = this.of(participantId) - count;
      if (left > 0) this.#counts.set(participantId, left);
      else this.#counts.delete(participantId);
    }
  }
}
