// Changes of the access that a person has.
import type { Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Person, Room } from '../../../../src-shared/objects.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import type { Actor } from '../actor.ts';
import type { Context, Core } from '../core.ts';
import { isKept, mayAdminister, mayChangeAccess, mayGiveRole, ownerPersonId, requirePermission, visibleRoom } from '../policy.ts';

export const ONLY_OWNER_MAKES_ADMINS = 'Only the owner can make admins.';

export async function updateAccess(core: Core, context: Context, request: Request<'update_access'>): Promise<Person> {
  const { directory } = core;
  const { actor } = context;
  const { participant_id, role, room_ids } = request;
  requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
  const person = directory.participant(participant_id);
  if (person?.kind !== 'person') throw new AppError('person_not_found');
  requirePermission(person.role !== 'owner', 'The role of the owner never changes, and every room is open to the owner.');
  requirePermission(mayChangeAccess(directory, actor, person), "Only the owner can change an admin's access.");
  requirePermission(role === undefined || mayGiveRole(directory, actor, role), ONLY_OWNER_MAKES_ADMINS);
  if (!isActive(person)) throw new AppError('person_not_found', `${person.name} has no access any more. Invite them again first.`);
  for (const id of room_ids ?? []) refuseUninvitable(core, context, id);
  const decided = room_ids ? decidedRooms(core, actor) : [];
  const lasting = decided.filter(isKept);
  const by = { id: actor.participant_id, person_id: ownerPersonId(directory, actor) };
  const rooms = room_ids === undefined ? undefined : { open_ids: room_ids, decided_ids: lasting.map(({ id }) => id) };
  const changed = await core.write('updateAccess', { id: participant_id, by, role, rooms });
  // A room in memory is in no transaction with the person.
  const leaving = decided.filter((room) => !isKept(room) && room.member_ids.includes(participant_id));
  for (const { id: room_id } of leaving)
    await core.write('removeMember', { room_id, participant_id, by_id: by.id, loses_sight: true, why: 'closed' });
  return changed;
}

/** The rooms that the actor opens and closes to others. */
function decidedRooms(core: Core, actor: Actor): Room[] {
  const all = [...core.directory.rooms()];
  return all.filter(({ room }) => !room.direct && visibleRoom(core.directory, actor, room.id) !== null).map(({ room }) => room);
}

/** Throws `room_not_found` or `access_denied` for a room into which the actor may invite no one. */
export function refuseUninvitable(core: Core, { actor }: Context, roomId: string): void {
  const { room } = core.room(actor, roomId);
  requirePermission(!room.direct && isKept(room), 'That room does not accept invites.');
}
