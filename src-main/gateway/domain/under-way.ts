// How many files each participant is sending at this moment. They count as files that wait to be sent: else one would have as
// many as there are connections, each with its place on the disk.

export class UnderWay {
  readonly #counts = new Map<string, number>();

  of(participantId: string): number {
    return this.#counts.get(participantId) ?? 0;
  }

  /** Counts one more for as long as the work takes. */
  async during<T>(participantId: string, work: () => Promise<T>): Promise<T> {
    this.#counts.set(participantId, this.of(participantId) + 1);
    try {
      return await work();
    } finally {
      const left = this.of(participantId) - 1;
      if (left > 0) this.#counts.set(participantId, left);
      else this.#counts.delete(participantId);
    }
  }
}
