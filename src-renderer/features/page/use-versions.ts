import { useCallback } from 'react';
import type { RoomPageVersion } from '../../../src-shared/room-pages.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp } from '../../sync/store.ts';
import { useLoadedPages, type LoadedPages } from '../../sync/use-loaded-pages.ts';

/** The versions of a page, the newest first. */
export function useVersions({ id, page_version }: RoomFacts): LoadedPages<RoomPageVersion> {
  const { client } = useApp();
  const ask = useCallback(
    async (after: string | null) => {
      const part = await client.request('list_room_page_versions', { room_id: id, before: after === null ? null : Number(after) });
      client.learn(part);
      return { items: part.versions, next: part.has_more ? String(part.versions.at(-1)?.version ?? 0) : null };
    },
    // With a new version the list begins again.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
    [client, id, page_version],
  );
  return useLoadedPages(ask, idOf);
}

function idOf({ version }: RoomPageVersion): string {
  return String(version);
}
