import { useCallback } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { useApp, useSnapshot } from '../../sync/store.ts';
import { useLoadedPages, type LoadedPages } from '../../sync/use-loaded-pages.ts';

export type SavedMessage = Reply<'list_saved'>['saved'][number];

/** The saved messages, page by page. The snapshot says which of them are still saved. */
export function useSavedMessages(): LoadedPages<SavedMessage> {
  const { client } = useApp();
  const saved = useSnapshot((snapshot) => snapshot.saved);
  const newest = Math.max(0, ...Object.values(saved).map(({ saved_at }) => saved_at));
  const ask = useCallback(
    async (after: string | null) => {
      const page = await client.request('list_saved', { after });
      client.learn(page);
      return { items: page.saved, next: page.next };
    },
    // Another device saved a message: the list begins again.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
    [client, newest],
  );
  const pages = useLoadedPages(ask, idOf);
  return { ...pages, items: pages.items?.filter(({ id }) => Object.hasOwn(saved, id)) ?? null };
}

function idOf({ id }: SavedMessage): string {
  return id;
}
