// What the signed-in person may do, for showing or hiding what does it. The home decides again, whatever is shown here.
import type { Person } from '../../src-shared/objects.ts';
import type { RoomFacts } from './room-facts.ts';

export function mayManage(me: Person): boolean {
  return me.role === 'owner' || me.role === 'admin';
}

export function mayCreateRooms(me: Person): boolean {
  return me.role !== 'guest';
}

/** Rename, describe, archive, and let others in. */
export function mayEditRoom(me: Person, room: RoomFacts): boolean {
  return !room.direct && (mayManage(me) || room.created_by === me.id);
}

/** Let somebody else into a room. */
export function mayAddMembers(me: Person, room: RoomFacts): boolean {
  const belongs = room.member_ids.includes(me.id) || mayManage(me) || room.created_by === me.id;
  return !room.direct && room.archived_at === null && belongs && mayCreateRooms(me);
}
