import { useCallback } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { useApp } from '../../sync/store.ts';
import { useLoadedPages, type LoadedPages } from '../../sync/use-loaded-pages.ts';

export type FollowedThread = Reply<'list_threads'>['threads'][number];

/** The list of followed threads, page by page. */
export function useFollowedThreads(): LoadedPages<FollowedThread> {
  const { client } = useApp();
  const ask = useCallback(
    async (after: string | null) => {
      const page = await client.request('list_threads', { after });
      client.learn(page);
      return { items: page.threads, next: page.next };
    },
    [client],
  );
  return useLoadedPages(ask, idOf);
}

function idOf({ thread_id }: FollowedThread): string {
  return thread_id;
}
