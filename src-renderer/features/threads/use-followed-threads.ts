import { useCallback, useEffect, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { useApp } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export type FollowedThread = Reply<'list_threads'>['threads'][number];

interface Loaded {
  threads: readonly FollowedThread[];
  next: string | null;
}

export interface FollowedThreads {
  /** Null until the first page is there. */
  threads: readonly FollowedThread[] | null;
  /** A whole sentence. */
  error: string | null;
  hasMore: boolean;
  loadMore(): void;
}

/** The list of followed threads, page by page. */
export function useFollowedThreads(): FollowedThreads {
  const { client } = useApp();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<string | null>(null);
  const load = useCallback(
    async (after: string | null): Promise<void> => {
      try {
        const page = await client.request('list_threads', { after });
        client.learn(page);
        setLoaded((before) => ({
          threads: after === null ? page.threads : withPage(before?.threads ?? [], page.threads),
          next: page.next,
        }));
        setError(null);
      } catch (failure) {
        setError(explain(failure));
      }
    },
    [client],
  );
  useEffect(() => void load(null), [load]);
  const next = loaded?.next ?? null;
  return { threads: loaded?.threads ?? null, error, hasMore: next !== null, loadMore: () => void load(next) };
}

/** A thread that got a reply since the page before would be in both. */
function withPage(before: readonly FollowedThread[], page: readonly FollowedThread[]): FollowedThread[] {
  const known = new Set(before.map(({ thread_id }) => thread_id));
  return [...before, ...page.filter(({ thread_id }) => !known.has(thread_id))];
}
