// Where a room is among the others, and who sees it.
import { AppError } from '../../../../src-shared/errors.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { ROOM_DEPTH_MAX } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { EVERY_RIGHT, type Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuseArchived } from './archived.ts';
import { isKept, mayOpenRooms, requirePermission, seesRoom } from '../policy.ts';

/** Throws when the room cannot be under that one. `room`: null for a new one. */
export function refuseParent(core: Core, actor: Actor, parentId: string, room: Room | null, ephemeral: boolean): void {
  const { room: parent } = core.room(actor, parentId);
  refuseArchived(parent);
  if (parent.direct) throw new AppError('invalid_payload', 'parent_id: a room cannot be under a direct one.');
  if (!isKept(parent) && !ephemeral) throw new AppError('invalid_payload', 'parent_id: a lasting room cannot be under one that ends.');
  const above = pathTo(core, parent);
  if (room && above.some(({ id }) => id === room.id))
    throw new AppError('invalid_payload', 'parent_id: a room cannot be under itself, or under a room within it.');
  if (above.length + (room ? heightOf(core, room) : 1) > ROOM_DEPTH_MAX)
    throw new AppError('invalid_payload', `parent_id: rooms can be ${ROOM_DEPTH_MAX} deep at most.`);
}

/** The participants who see the room only because it is public. Throws when it has to stay as it is. */
export function losersOf(core: Core, actor: Actor, room: Room, isPublic: boolean): string[] {
  if (room.id === LOBBY_ID) throw new AppError('access_denied', 'The lobby is always public: everyone who joins begins there.');
  requirePermission(mayOpenRooms(core.directory, actor), 'Only people make a room public or private.');
  if (isPublic) return [];
  const hidden: Room = { ...room, visibility: 'private' };
  const ids = [...core.directory.participants()].map(({ id }) => id).filter((id) => !room.member_ids.includes(id));
  const sees = (id: string, as: Room): boolean => seesRoom(core.directory, { participant_id: id, grant: EVERY_RIGHT }, as, false);
  return ids.filter((id) => sees(id, room) && !sees(id, hidden));
}

/** From the top down to the room itself. */
function pathTo(core: Core, room: Room): Room[] {
  const path = [room];
  for (let at = room.parent_id; at !== null && path.length <= ROOM_DEPTH_MAX;) {
    const above = core.directory.room(at)?.room;
    if (!above) break;
    path.unshift(above);
    at = above.parent_id;
  }
  return path;
}

/** How many rooms are under one another from this one down, itself included. */
function heightOf(core: Core, room: Room): number {
  const children = [...core.directory.rooms()].filter((each) => each.room.parent_id === room.id);
  return 1 + Math.max(0, ...children.map((each) => heightOf(core, each.room)));
}
