import { useCallback } from 'react';
import type { Room } from '../../../src-shared/objects.ts';
import { useCommand } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

/** Archives a room or restores it, and offers the way back. */
export function useArchive(): (room: Pick<Room, 'id' | 'name'>, isArchived: boolean) => void {
  const command = useCommand();
  const toast = useToast();
  return useCallback(
    (room, isArchived) => {
      const set = (archived: boolean): Promise<unknown> => command('archive_room', { room_id: room.id, archived });
      const failed = (error: unknown): void => toast({ text: explain(error) });
      set(isArchived).then(() => {
        if (!isArchived) return toast({ text: strings.rooms.restored(room.name) });
        toast({
          text: strings.rooms.archived(room.name),
          action: { label: strings.rooms.bringBack, onSelect: () => void set(false).catch(failed) },
        });
      }, failed);
    },
    [command, toast],
  );
}
