// The role of a person, and the rooms that are open to them, changed later.
import { AppError } from '../../../../src-shared/errors.ts';
import type { InviteRole, Person, Room } from '../../../../src-shared/objects.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import { mayChangeAccess, mayGiveRole } from '../../../../src-shared/permissions.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { addMember, insertMember, removeMember } from '../rooms/transactions.ts';
import { changed } from './transactions.ts';

export interface AccessChange {
  id: string;
  /** The participant who changes it, and the person with whose role that is done: of an agent its owner. */
  by: { id: string; person_id: string };
  role?: InviteRole | undefined;
  /** Left out: as before. */
  rooms?: OpenRooms | undefined;
}

export interface OpenRooms {
  /** Null: every public room. */
  open_ids: readonly string[] | null;
  /** The lasting rooms that are decided about. The person loses those of them that are not open, and so do their agents. */
  decided_ids: readonly string[];
}

/** The roles are read again here: they may have changed while the request waited. */
export function* updateAccess(tx: Tx, { id, by, role, rooms }: AccessChange): Steps<Person> {
  const person = yield* personOf(tx, id);
  const changer = yield* personOf(tx, by.person_id);
  const isAllowed = mayChangeAccess(changer, person) && (role === undefined || mayGiveRole(changer, role));
  if (!isActive(changer) || !isAllowed) throw new AppError('access_denied');
  const next = { role: role ?? person.role, scope: rooms ? scopeOf(rooms) : person.scope };
  const isOther = next.role !== person.role || next.scope !== person.scope;
  if (isOther) yield* tx.writes.setAccess({ id, ...next });
  if (isOther) yield* changed(tx, id);
  const agents = (yield* tx.reads.participants()).filter((each) => each.kind === 'agent' && each.owner_id === id);
  const everyId = [id, ...agents.map((each) => each.id)];
  if (rooms) yield* openAndClose(tx, rooms, { id, everyId, by_id: by.id });
  if (next.scope !== person.scope || (next.role === 'admin') !== (person.role === 'admin'))
    for (const only_id of everyId) yield* tx.record({ type: 'access.changed', subject_id: id, only_id });
  return yield* personOf(tx, id);
}

function scopeOf({ open_ids }: OpenRooms): Person['scope'] {
  return open_ids === null ? 'home' : 'rooms';
}

interface Whose {
  id: string;
  /** The person and their agents. */
  everyId: readonly string[];
  by_id: string;
}

function* openAndClose(tx: Tx, { open_ids, decided_ids }: OpenRooms, { id, everyId, by_id }: Whose): Steps<void> {
  if (open_ids === null) return yield* joinAsNewcomer(tx, id);
  for (const room_id of open_ids) if (yield* tx.reads.room(room_id)) yield* addMember(tx, { room_id, participant_id: id, by_id });
  const open = new Set(open_ids);
  for (const room_id of decided_ids) {
    const room = open.has(room_id) ? null : yield* tx.reads.room(room_id);
    if (!room) continue;
    const loses_sight = room.visibility === 'public' || !isOfOneOf(everyId, room);
    for (const participant_id of everyId)
      if (yield* tx.reads.membershipRow(room_id, participant_id))
        yield* removeMember(tx, { room_id, participant_id, by_id, loses_sight, why: 'closed' });
  }
}

/** A private room that an agent made stays open to its owner. */
function isOfOneOf(ids: readonly string[], { created_by }: Room): boolean {
  return created_by !== null && ids.includes(created_by);
}

/** Joins the rooms that a newcomer who sees the whole home is a member of. It is no news in each of them. */
function* joinAsNewcomer(tx: Tx, id: string): Steps<void> {
  for (const room_id of yield* tx.reads.roomIdsTakingEveryone()) {
    if (yield* tx.reads.membershipRow(room_id, id)) continue;
    yield* insertMember(tx, room_id, id);
    yield* tx.record({ type: 'member.joined', room_id, subject_id: id });
  }
}

function* personOf(tx: Tx, id: string): Steps<Person> {
  const participant = yield* tx.reads.participant(id);
  if (participant?.kind !== 'person') throw new AppError('person_not_found');
  return participant;
}
