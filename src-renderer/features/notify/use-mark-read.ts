import { useCallback } from 'react';
import type { RoomView } from '../../../src-shared/objects.ts';
import { useCommand } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';

/** Marks all messages of a room as read, also in the threads that the user follows. */
export function useReadRoom(): (view: RoomView) => Promise<unknown> {
  const command = useCommand();
  return useCallback(
    ({ room: { id: room_id, last_seq: seq }, membership }) => {
      const threads = Object.entries(membership?.threads ?? {}).filter(([, { unread }]) => unread > 0);
      return Promise.all([
        command('mark_read', { room_id, seq }),
        ...threads.map(([thread_id]) => command('mark_thread_read', { room_id, thread_id, seq })),
      ]);
    },
    [command],
  );
}

/** The same from a menu: a failure is a toast. */
export function useMarkRead(): (view: RoomView) => void {
  const readRoom = useReadRoom();
  const toast = useToast();
  return useCallback((view) => void readRoom(view).catch((error: unknown) => toast({ text: explain(error) })), [readRoom, toast]);
}
