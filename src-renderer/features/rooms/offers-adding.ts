import type { Person } from '../../../src-shared/objects.ts';
import { mayAddMembers } from '../../../src-shared/permissions.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';

/** An archived room offers nothing new, although its members may be added to it. */
export function offersAdding(me: Person, room: RoomFacts): boolean {
  return room.archived_at === null && mayAddMembers(me, room);
}
