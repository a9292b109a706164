// Whether one can write in a room, and if not, why.
import type { Person } from '../../../src-shared/objects.ts';
import { mayEditRoom } from '../../../src-shared/permissions.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { strings } from '../../strings/strings.ts';

export type WritingState = { canWrite: true } | { canWrite: false; reason: string; canRestore: boolean };

export function writingState(room: RoomFacts, me: Person): WritingState {
  if (room.archived_at !== null) {
    const canRestore = mayEditRoom(me, room);
    return {
      canWrite: false,
      canRestore,
      reason: canRestore ? strings.composer.archived : strings.composer.archivedByOthers,
    };
  }
  if (room.direct && !room.member_ids.includes(me.id)) return { canWrite: false, canRestore: false, reason: strings.composer.onlyTheTwo };
  return { canWrite: true };
}
