// How a store that answers at once takes the steps of an operation.
import type { Steps, Stepwise } from './interfaces/tx.ts';

/** A step that is done. Lighter than a generator: an operation has dozens of them. */
class Done<T> implements Steps<T>, Iterator<never, T> {
  readonly #value: T;
  constructor(value: T) {
    this.#value = value;
  }
  [Symbol.iterator](): this {
    return this;
  }
  next(): IteratorReturnResult<T> {
    return { done: true, value: this.#value };
  }
}

export function done<T>(value: T): Steps<T> {
  return new Done(value);
}

/** Methods that answer at once, as steps. */
export function stepwise<I extends object>(methods: I): Stepwise<I> {
  const steps = Object.entries(methods).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => done(method(...args)),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same names, each with the answer of its method
  return Object.fromEntries(steps) as Stepwise<I>;
}

/** Runs an operation to its end. */
export function runSteps<T>(steps: Steps<T>): T {
  const { done: isDone, value } = steps[Symbol.iterator]().next();
  if (!isDone) throw new Error('A step was not answered at once.');
  return value;
}
