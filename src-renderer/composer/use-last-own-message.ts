import { useCallback } from 'react';
import type { Message } from '../../src-shared/objects.ts';
import { useApp } from '../state/store.ts';

/** The newest message one wrote in a room, as far as it is loaded. */
export function useLastOwnMessage(roomId: string): () => Message | undefined {
  const { store } = useApp();
  return useCallback(() => {
    const { snapshot, timelines } = store.getState();
    return timelines[roomId]?.messages.findLast((message) => message.author_id === snapshot?.me_id && message.deleted_at === null);
  }, [store, roomId]);
}
