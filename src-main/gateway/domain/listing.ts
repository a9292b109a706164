/** What comes after one of a list, by its id; all of it when none is given, and nothing after one that is not in it. */
export function afterOne<T>(items: readonly T[], after: string | null | undefined, idOf: (item: T) => string): readonly T[] {
  if (after === undefined || after === null) return items;
  const at = items.findIndex((item) => idOf(item) === after);
  return at === -1 ? [] : items.slice(at + 1);
}
