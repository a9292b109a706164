import { useCallback } from 'react';
import type { Message } from '../../src-shared/objects.ts';
import type { Readable } from '../sealed/room-keys.ts';
import { useApp } from '../state/store.ts';

/** The newest message one wrote in a room, as far as it is loaded. */
export function useLastOwnMessage(roomId: string): () => Readable<Message> | undefined {
  const { store, keys } = useApp();
  return useCallback(() => {
    const { snapshot, timelines } = store.getState();
    const message = timelines[roomId]?.messages.findLast((each) => each.author_id === snapshot?.me_id && each.deleted_at === null);
    const readable = message && keys.read(message);
    return readable?.shut === null ? readable : undefined;
  }, [store, keys, roomId]);
}
