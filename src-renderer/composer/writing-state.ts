// Whether one can write in a room, and if not, why.
import type { Person, Room } from '../../src-shared/objects.ts';
import { mayEditRoom } from '../state/permissions.ts';

export type WritingState = { canWrite: true } | { canWrite: false; reason: string; canRestore: boolean };

export function writingState(room: Room, me: Person): WritingState {
  if (room.archived_at !== null) {
    const canRestore = mayEditRoom(me, room);
    return {
      canWrite: false,
      canRestore,
      reason: canRestore ? 'This room is archived.' : 'This room is archived. Its maker or an admin can bring it back.',
    };
  }
  if (room.direct && !room.member_ids.includes(me.id))
    return { canWrite: false, canRestore: false, reason: 'Only the two in this room can write here.' };
  return { canWrite: true };
}
