import { useCallback } from 'react';
import { AppError } from '../../../src-shared/errors.ts';
import type { RoomPage } from '../../../src-shared/room-pages.ts';
import { useApp, useMe } from '../../sync/store.ts';

/** Saves a text as the next version after `expected`; in a sealed room it is sealed. Null: another participant wrote it meanwhile. */
export function useSavePage(roomId: string): (text: string, expected: number) => Promise<RoomPage | null> {
  const { client, keys } = useApp();
  const author_id = useMe().id;
  return useCallback(
    async (text, expected_version) => {
      const content = keys.close(roomId, { author_id, kind: 'page', page_version: expected_version + 1 }, text);
      try {
        return { ...(await client.request('set_room_page', { room_id: roomId, content, expected_version })), content };
      } catch (error) {
        if (error instanceof AppError && error.code === 'page_conflict') return null;
        throw error;
      }
    },
    [client, keys, roomId, author_id],
  );
}
