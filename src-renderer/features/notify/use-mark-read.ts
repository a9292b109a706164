import { useCallback } from 'react';
import type { Room } from '../../../src-shared/objects.ts';
import { useCommand } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';

/** Marks all messages of a room as read. */
export function useMarkRead(): (room: Pick<Room, 'id' | 'last_seq'>) => void {
  const command = useCommand();
  const toast = useToast();
  return useCallback(
    ({ id, last_seq }) => {
      command('mark_read', { room_id: id, seq: last_seq }).catch((error: unknown) => toast({ text: explain(error) }));
    },
    [command, toast],
  );
}
