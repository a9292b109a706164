/** A promise nobody waits for, on purpose: `why` says what makes its failure harmless. */
export function drop(promise: Promise<unknown>, why: string): void {
  promise.catch((error: unknown) => console.debug(`Not waited for (${why}):`, error));
}
