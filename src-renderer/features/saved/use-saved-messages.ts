import { useCallback } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { SavedItem } from '../../../src-shared/saved.ts';
import { useApp, useSnapshot } from '../../sync/store.ts';
import { useLoadedPages, type LoadedPages } from '../../sync/use-loaded-pages.ts';

export type SavedMessage = Reply<'list_saved'>['saved'][number];

/** The saved messages and reminders, page by page, each as the snapshot has it: that is newer than the page. */
export function useSavedMessages(): LoadedPages<SavedMessage> {
  const { client } = useApp();
  const saved = useSnapshot((snapshot) => snapshot.saved);
  const newest = Math.max(0, ...Object.values(saved).map(placeOf));
  const ask = useCallback(
    async (after: string | null) => {
      const page = await client.request('list_saved', { after });
      client.learn(page);
      return { items: page.saved, next: page.next };
    },
    // Another device saved a message, or a reminder became due: the list begins again.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
    [client, newest],
  );
  const pages = useLoadedPages(ask, idOf);
  const items = pages.items?.flatMap(({ message, id }) => {
    const item = saved[id];
    return item ? { ...item, message } : [];
  });
  return { ...pages, items: items?.sort((a, b) => placeOf(b) - placeOf(a)) ?? null };
}

function idOf({ id }: SavedMessage): string {
  return id;
}

/** As the server orders them. */
function placeOf({ due_at, saved_at }: SavedItem): number {
  return due_at ?? saved_at;
}
