/** Calls the function when its result is first asked for, and keeps the result, also when that is a rejected promise or undefined. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
