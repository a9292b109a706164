// Whether one can write in a room, and if not, why.
import type { Person } from '../../src-shared/objects.ts';
import { mayEditRoom } from '../state/permissions.ts';
import type { RoomFacts } from '../state/room-facts.ts';
import { words } from '../words/words.ts';

export type WritingState = { canWrite: true } | { canWrite: false; reason: string; canRestore: boolean };

export function writingState(room: RoomFacts, me: Person): WritingState {
  if (room.archived_at !== null) {
    const canRestore = mayEditRoom(me, room);
    return {
      canWrite: false,
      canRestore,
      reason: canRestore ? words.composer.archived : words.composer.archivedByOthers,
    };
  }
  if (room.direct && !room.member_ids.includes(me.id)) return { canWrite: false, canRestore: false, reason: words.composer.onlyTheTwo };
  return { canWrite: true };
}
