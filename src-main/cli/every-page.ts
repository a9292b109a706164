interface Page<T> {
  items: readonly T[];
  has_more?: boolean | undefined;
}

/** A whole list, over any number of pages. `ask` requests the page after an item. */
export async function everyPage<T>(ask: (last: T | undefined) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const { items, has_more } = await ask(found.at(-1));
    found.push(...items);
    if (has_more !== true || items.length === 0) return found;
  }
}
