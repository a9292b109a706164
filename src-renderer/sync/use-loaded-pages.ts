import { useCallback, useEffect, useState } from 'react';
import { explain } from '../ui/phrases.ts';

export interface LoadedPage<Item> {
  items: readonly Item[];
  /** Null: this is the last page. */
  next: string | null;
}

export interface LoadedPages<Item> {
  /** Null until the first page is there. */
  items: readonly Item[] | null;
  /** A whole sentence. */
  error: string | null;
  hasMore: boolean;
  loadMore(): void;
}

/** A list that is loaded page by page. It begins again when `ask` is another function. */
export function useLoadedPages<Item>(
  ask: (after: string | null) => Promise<LoadedPage<Item>>,
  idOf: (item: Item) => string,
): LoadedPages<Item> {
  const [loaded, setLoaded] = useState<LoadedPage<Item> | null>(null);
  const [error, setError] = useState<string | null>(null);
  const load = useCallback(
    async (after: string | null): Promise<void> => {
      try {
        const { items, next } = await ask(after);
        setLoaded((before) => ({ items: after === null ? items : joined(before?.items ?? [], items, idOf), next }));
        setError(null);
      } catch (failure) {
        setError(explain(failure));
      }
    },
    [ask, idOf],
  );
  useEffect(() => void load(null), [load]);
  const next = loaded?.next ?? null;
  return { items: loaded?.items ?? null, error, hasMore: next !== null, loadMore: () => void load(next) };
}

/** An item that moved since the page before would be in both. */
function joined<Item>(before: readonly Item[], page: readonly Item[], idOf: (item: Item) => string): Item[] {
  const known = new Set(before.map(idOf));
  return [...before, ...page.filter((item) => !known.has(idOf(item)))];
}
