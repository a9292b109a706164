/** The items after the one with this id. Without an id: all. For an unknown id: none. */
export function sliceAfter<T>(items: readonly T[], after: string | null | undefined, idOf: (item: T) => string): readonly T[] {
  if (after === undefined || after === null) return items;
  const at = items.findIndex((item) => idOf(item) === after);
  return at === -1 ? [] : items.slice(at + 1);
}
