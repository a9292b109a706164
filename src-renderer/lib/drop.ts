/** Ignores a promise on purpose. `why` says why its failure is harmless. */
export function drop(promise: Promise<unknown>, why: string): void {
  promise.catch((error: unknown) => console.debug(`Not waited for (${why}):`, error));
}
