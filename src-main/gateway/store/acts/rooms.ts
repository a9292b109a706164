import { AppError } from '../../../../src-shared/errors.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { nameKeys } from '../look-alike.ts';
import type { Transaction } from '../transaction.ts';

export interface NewRoom {
  id: string;
  name: string;
  description: string | null;
  visibility: 'public' | 'private';
  parent_id: string | null;
  created_by: string | null;
  /** The key that the agent who makes it came with. */
  key_id: string | null;
  member_ids: string[];
  encrypted?: boolean;
  /** Rooms that end may have the name of another. */
  any_name?: boolean;
}

/** Makes a room. Everybody who sees the whole home belongs to its public rooms. */
export function createRoom(tx: Transaction, { any_name = false, ...room }: NewRoom): Room {
  if (!any_name) refuseTakenName(tx, room.name, room.created_by, null);
  insertRoom(tx, { ...room, direct_key: null });
  const everybody = room.visibility === 'public' ? peopleOfTheHome(tx) : [];
  for (const id of new Set([...room.member_ids, ...everybody])) insertMember(tx, room.id, id);
  tx.record({ type: 'room.created', room_id: room.id });
  return found(tx, room.id);
}

/** The direct room of two participants: the one there is, or a new one. */
export function openDirect(tx: Transaction, { id, pair, created_by }: { id: string; pair: [string, string]; created_by: string }): Room {
  const direct_key = [...pair].sort().join(' ');
  const existing = tx.reads.roomIdOfDirect(direct_key);
  if (existing !== null) return found(tx, existing);
  insertRoom(tx, { id, name: '', description: null, visibility: 'private', parent_id: null, created_by, direct_key, key_id: null });
  for (const participantId of new Set(pair)) insertMember(tx, id, participantId);
  tx.record({ type: 'room.created', room_id: id });
  return found(tx, id);
}

export function updateRoom(
  tx: Transaction,
  change: { room_id: string; by: string; name?: string | undefined; description?: string | null | undefined },
): Room {
  const room = found(tx, change.room_id);
  const name = change.name ?? room.name;
  const description = change.description === undefined ? room.description : change.description;
  if (name !== room.name) refuseTakenName(tx, name, change.by, room.id);
  if (name === room.name && description === room.description) return room;
  tx.writes.describeRoom.run({ id: room.id, name, description, ...nameKeys(name) });
  return changed(tx, room.id);
}

export function archiveRoom(tx: Transaction, { room_id, archived }: { room_id: string; archived: boolean }): Room {
  const room = found(tx, room_id);
  if ((room.archived_at !== null) === archived) return room;
  tx.writes.setArchived.run({ id: room_id, archived_at: archived ? tx.now : null });
  return changed(tx, room_id);
}

/** Whoever is in already stays as they are. */
export function addMember(tx: Transaction, { room_id, participant_id }: { room_id: string; participant_id: string }): Room {
  const room = found(tx, room_id);
  if (room.member_ids.includes(participant_id)) return room;
  insertMember(tx, room_id, participant_id);
  tx.record({ type: 'member.joined', room_id, subject_id: participant_id });
  return found(tx, room_id);
}

/** `loses_sight`: the room may not be seen by those who do not belong to it, so it goes from the leaver's picture. */
export function removeMember(tx: Transaction, leaving: { room_id: string; participant_id: string; loses_sight: boolean }): Room {
  const { room_id, participant_id } = leaving;
  if (!tx.reads.membershipRow(room_id, participant_id)) throw new AppError('not_in_room', 'They are not in that room.');
  tx.writes.deleteMember.run({ room_id, participant_id });
  tx.record({ type: 'member.left', room_id, subject_id: participant_id });
  if (leaving.loses_sight) tx.record({ type: 'room.removed', room_id, only_id: participant_id });
  return found(tx, room_id);
}

/** Ends an ephemeral room: nothing of it stays. */
export function destroyRoom(tx: Transaction, { room_id }: { room_id: string }): void {
  tx.writes.deleteReactionsIn.run({ room_id });
  tx.writes.deleteMentionsIn.run({ room_id });
  tx.writes.deleteEditsIn.run({ room_id });
  tx.writes.deleteMessagesIn.run({ room_id });
  tx.writes.deleteBallotsIn.run({ room_id });
  tx.writes.deleteVotesIn.run({ room_id });
  tx.writes.deleteTasksIn.run({ room_id });
  tx.writes.deleteSubscriptionsIn.run({ room_id });
  tx.writes.deleteChangesIn.run({ room_id });
  tx.writes.deleteMembersOf.run({ room_id });
  tx.writes.deleteSeals.run({ room_id });
  tx.writes.deleteRoom.run({ id: room_id });
  tx.record({ type: 'room.removed', room_id });
}

export function insertMember(tx: Transaction, room_id: string, participant_id: string): void {
  const seq = tx.lastSeq(room_id);
  const read = { read_from_seq: seq, last_read_seq: seq, seen_seq: 0, seen_at: null };
  tx.writes.leaveTrace.run({ id: participant_id });
  tx.writes.insertMember.run({ room_id, participant_id, joined_cursor: tx.nextCursor(), ...read });
}

/** Names, and how they look, are unique among the rooms one can see; a name taken elsewhere must not give away that the other room exists. */
function refuseTakenName(tx: Transaction, name: string, byId: string | null, except: string | null): void {
  const isTaken = tx.reads
    .roomsLike(nameKeys(name))
    .some(
      (room) =>
        room.id !== except && (room.visibility === 'public' || byId === null || room.created_by === byId || room.member_ids.includes(byId)),
    );
  if (isTaken) throw new AppError('room_name_taken');
}

function insertRoom(tx: Transaction, room: Omit<NewRoom, 'member_ids'> & { direct_key: string | null }): void {
  const { id, name, description, visibility, parent_id, created_by, direct_key, key_id, encrypted = false } = room;
  tx.writes.insertRoom.run({
    id,
    name,
    ...nameKeys(name),
    description,
    visibility,
    parent_id,
    created_by,
    direct_key,
    created_at: tx.now,
    archived_at: null,
    last_seq: 0,
    last_message_at: null,
    swept_seq: 0,
    key_id,
    encrypted: Number(encrypted),
  });
  if (created_by !== null) tx.writes.leaveTrace.run({ id: created_by });
}

function peopleOfTheHome(tx: Transaction): string[] {
  return tx.reads
    .participants()
    .filter((each) => each.kind === 'person' && each.scope === 'home' && each.revoked_at === null)
    .map((each) => each.id);
}

function changed(tx: Transaction, room_id: string): Room {
  tx.record({ type: 'room.changed', room_id });
  return found(tx, room_id);
}

function found(tx: Transaction, roomId: string): Room {
  const room = tx.reads.room(roomId);
  if (!room) throw new AppError('room_not_found');
  return room;
}
