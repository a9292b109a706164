import type { ActivityKind } from '../../../../src-shared/activities.ts';
import type { WhyRemoved } from '../../../../src-shared/events/rooms.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Room, Visibility } from '../../../../src-shared/objects.ts';
import { ACTIVITIES_KEPT_MAX } from '../../../../src-shared/limits.ts';
import { limitRun } from '../messages/agent-runs.ts';
import { toActivity } from '../../store/sqlite/activities.ts';
import { nameKeys } from '../../store/look-alike.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

export interface NewRoom {
  id: string;
  name: string;
  description: string | null;
  visibility: Visibility;
  parent_id: string | null;
  created_by: string | null;
  /** The key that the agent who makes it came with. */
  key_id: string | null;
  member_ids: string[];
  /** All people with the scope `home` are members, and so is each who comes later. */
  takes_everyone?: boolean;
  encrypted?: boolean;
  /** It ends automatically. Its name may be that of another room. */
  ephemeral: boolean;
}

export function* createRoom(tx: Tx, { ephemeral, ...room }: NewRoom): Steps<Room> {
  if (!ephemeral) yield* refuseTakenName(tx, room.name, room.created_by, null);
  yield* insertRoom(tx, { ...room, direct_key: null });
  const everyone = room.takes_everyone ? yield* peopleOfTheHome(tx) : [];
  for (const id of new Set([...room.member_ids, ...everyone])) yield* insertMember(tx, room.id, id);
  yield* tx.record({ type: 'room.created', room_id: room.id });
  return yield* found(tx, room.id);
}

/** The direct room of two participants. It is created if there is none. */
export function* openDirect(tx: Tx, { id, pair, created_by }: { id: string; pair: [string, string]; created_by: string }): Steps<Room> {
  const direct_key = [...pair].sort().join(' ');
  const existing = yield* tx.reads.roomIdOfDirect(direct_key);
  if (existing !== null) return yield* found(tx, existing);
  yield* insertRoom(tx, { id, name: '', description: null, visibility: 'private', parent_id: null, created_by, direct_key, key_id: null });
  for (const participantId of new Set(pair)) yield* insertMember(tx, id, participantId);
  yield* tx.record({ type: 'room.created', room_id: id });
  return yield* found(tx, id);
}

export interface RoomChange {
  room_id: string;
  by: string;
  name?: string | undefined;
  description?: string | null | undefined;
  topic?: string | null | undefined;
  tags?: readonly string[] | undefined;
  visibility?: Visibility | undefined;
  parent_id?: string | null | undefined;
  /** How often agents may answer each other. 0: there is no limit. Null: the default. */
  agent_run_max?: number | null | undefined;
  /** The participants who do not see the room any more. */
  lost_by?: readonly string[];
}

export function* updateRoom(tx: Tx, change: RoomChange): Steps<Room> {
  const room = yield* found(tx, change.room_id);
  const name = change.name ?? room.name;
  const description = change.description === undefined ? room.description : change.description;
  const topic = change.topic === undefined ? room.topic : change.topic;
  const tags = JSON.stringify(change.tags ?? room.tags);
  const { visibility = room.visibility, parent_id = room.parent_id, lost_by = [] } = change;
  const opens = visibility === 'public' && room.visibility === 'private';
  const isMoved = visibility !== room.visibility || parent_id !== room.parent_id;
  if (name !== room.name || opens) yield* refuseTakenName(tx, name, change.by, room.id);
  if (parent_id !== room.parent_id) yield* refuseCycle(tx, room.id, parent_id);
  const isSame = name === room.name && description === room.description && topic === room.topic && tags === JSON.stringify(room.tags);
  const { agent_run_max = room.agent_run_max } = change;
  const isLimited = agent_run_max !== room.agent_run_max;
  if (!isMoved && !isLimited && isSame) return room;
  yield* tx.writes.describeRoom({ id: room.id, name, description, topic, tags, ...nameKeys(name) });
  if (isMoved) yield* tx.writes.placeRoom({ id: room.id, visibility, parent_id });
  if (isLimited) yield* limitRun(tx, room.id, agent_run_max);
  yield* tx.record({ type: 'room.changed', room_id: room.id });
  const payload = { why: 'closed', by_id: change.by };
  for (const only_id of lost_by)
    if (!(yield* tx.reads.membershipRow(room.id, only_id))) yield* tx.record({ type: 'room.removed', room_id: room.id, only_id, payload });
  return yield* found(tx, room.id);
}

/** Two rooms may be put under each other at the same time. */
function* refuseCycle(tx: Tx, roomId: string, parentId: string | null): Steps<void> {
  for (let at = parentId; at !== null; at = (yield* tx.reads.room(at))?.parent_id ?? null)
    if (at === roomId) throw new AppError('invalid_payload', 'parent_id: a room cannot be under itself, or under a room within it.');
}

export function* archiveRoom(tx: Tx, { room_id, archived }: { room_id: string; archived: boolean }): Steps<Room> {
  const room = yield* found(tx, room_id);
  if ((room.archived_at !== null) === archived) return room;
  yield* tx.writes.setArchived({ id: room_id, archived_at: archived ? tx.now : null });
  return yield* changed(tx, room_id);
}

/** `by_id`: the participant who did it; null where the timeline need not show it. */
interface Joining {
  room_id: string;
  participant_id: string;
  by_id: string | null;
}

/** Does nothing for a member. */
export function* addMember(tx: Tx, joining: Joining): Steps<Room> {
  const { room_id, participant_id } = joining;
  const room = yield* found(tx, room_id);
  if (room.member_ids.includes(participant_id)) return room;
  yield* insertMember(tx, room_id, participant_id);
  yield* tx.record({ type: 'member.joined', room_id, subject_id: participant_id });
  yield* recordActivity(tx, { ...joining, kind: 'joined' });
  return yield* found(tx, room_id);
}

/** `loses_sight`: only members may see the room, so it is removed from the snapshot of the former member. `why`: when another did it. */
export function* removeMember(tx: Tx, leaving: Joining & { loses_sight: boolean; why?: WhyRemoved }): Steps<Room> {
  const { room_id, participant_id, by_id, why = 'removed' } = leaving;
  if (!(yield* tx.reads.membershipRow(room_id, participant_id))) throw new AppError('not_in_room', 'They are not in that room.');
  yield* tx.writes.deleteMember({ room_id, participant_id });
  yield* tx.writes.deleteThreadFollowsOf({ room_id, participant_id });
  yield* recordActivity(tx, { room_id, participant_id, by_id, kind: 'left' });
  yield* tx.record({ type: 'member.left', room_id, subject_id: participant_id });
  const payload = by_id === null || by_id === participant_id ? {} : { payload: { why, by_id } };
  if (leaving.loses_sight) yield* tx.record({ type: 'room.removed', room_id, only_id: participant_id, ...payload });
  return yield* found(tx, room_id);
}

/** Shows in the timeline of the room what happened besides messages. In direct rooms nothing but a new page, and nothing without `by_id`. */
export function* recordActivity(tx: Tx, { room_id, participant_id, by_id, kind }: Joining & { kind: ActivityKind }): Steps<void> {
  const room = yield* tx.reads.room(room_id);
  if (by_id === null || !room || (room.direct && kind !== 'page')) return;
  const [cursor, after_seq] = [yield* tx.nextCursor(), yield* tx.lastSeq(room_id)];
  const row = { cursor, room_id, after_seq, kind, participant_id, by_id: by_id === participant_id ? null : by_id, created_at: tx.now };
  yield* tx.writes.insertActivity(row);
  yield* tx.writes.deleteOldActivities({ room_id, kept: ACTIVITIES_KEPT_MAX });
  yield* tx.record({ type: 'activity.recorded', room_id, payload: toActivity(row) });
}

/** Ends a room and deletes all of its data. `by_id`: the participant who did it; null when an ephemeral room ended automatically. */
export interface Removing {
  room_id: string;
  by_id: string | null;
  /** Those who can see the room. When it is gone, nothing else says so. */
  seen_by?: readonly string[];
}

export function* destroyRoom(tx: Tx, { room_id, by_id, seen_by }: Removing): Steps<void> {
  yield* tx.writes.deleteReactionsIn({ room_id });
  yield* tx.writes.deleteMentionsIn({ room_id });
  yield* tx.writes.deleteEditsIn({ room_id });
  yield* tx.writes.deleteMessagesIn({ room_id });
  yield* tx.writes.deleteThreadFollowsIn({ room_id });
  yield* tx.writes.deleteThreadsIn({ room_id });
  yield* tx.writes.deleteRoomPagesIn({ room_id });
  yield* tx.writes.deleteActivitiesIn({ room_id });
  yield* tx.writes.deleteAgentTurnsIn({ room_id });
  yield* tx.writes.addUseOfRoom({ room_id });
  yield* tx.writes.deleteUseOfRoom({ room_id });
  yield* tx.writes.deleteUseLimits({ kind: 'room', id: room_id });
  yield* tx.writes.deleteApprovalsIn({ room_id });
  yield* tx.writes.deleteAgentSessionsIn({ room_id });
  yield* tx.writes.deleteBallotsIn({ room_id });
  yield* tx.writes.deleteVotesIn({ room_id });
  yield* tx.writes.deleteTasksIn({ room_id });
  yield* tx.writes.deleteSubscriptionsIn({ room_id });
  yield* tx.writes.deleteChangesIn({ room_id });
  yield* tx.writes.deleteMembersOf({ room_id });
  yield* tx.writes.deleteSeals({ room_id });
  yield* tx.writes.deleteRoom({ id: room_id });
  const payload = by_id === null ? {} : { payload: { why: 'deleted', by_id, seen_by } };
  yield* tx.record({ type: 'room.removed', room_id, ...payload });
}

export function* insertMember(tx: Tx, room_id: string, participant_id: string): Steps<void> {
  const seq = yield* tx.lastSeq(room_id);
  const read = { read_from_seq: seq, last_read_seq: seq, seen_seq: 0, seen_at: null, delivered_seq: 0, delivered_at: null };
  const notify = { notify_level: 'default', muted_until: null } as const;
  yield* tx.writes.leaveTrace({ id: participant_id });
  const joined_cursor = yield* tx.nextCursor();
  yield* tx.writes.insertMember({ room_id, participant_id, joined_cursor, ...read, ...notify, section_id: null });
}

/** Names and their looks are unique among the rooms that a participant can see. A refusal must not reveal a hidden room. */
function* refuseTakenName(tx: Tx, name: string, byId: string | null, except: string | null): Steps<void> {
  if (yield* isRoomNameTaken(tx, name, byId, except)) throw new AppError('room_name_taken');
}

export function* isRoomNameTaken(tx: Tx, name: string, byId: string | null, except: string | null): Steps<boolean> {
  return (yield* tx.reads.roomsLike(nameKeys(name))).some(
    (room) =>
      room.id !== except && (room.visibility === 'public' || byId === null || room.created_by === byId || room.member_ids.includes(byId)),
  );
}

type RoomToInsert = Omit<NewRoom, 'member_ids' | 'ephemeral'> & { direct_key: string | null; created_at?: number; topic?: string | null };

export function* insertRoom(tx: Tx, { created_at = tx.now, topic = null, ...room }: RoomToInsert): Steps<void> {
  const { id, name, description, visibility, parent_id, created_by, direct_key, key_id, takes_everyone = false, encrypted = false } = room;
  yield* tx.writes.insertRoom({
    id,
    name,
    ...nameKeys(name),
    description,
    topic,
    tags: '[]',
    visibility,
    parent_id,
    created_by,
    direct_key,
    created_at,
    archived_at: null,
    last_seq: 0,
    last_message_at: null,
    expired_through_seq: 0,
    key_id,
    encrypted: Number(encrypted),
    takes_everyone: Number(takes_everyone),
    pin_count: 0,
    page_version: 0,
    agent_run: 0,
    agent_run_of: null,
    agent_run_max: null,
  });
  if (created_by !== null) yield* tx.writes.leaveTrace({ id: created_by });
}

function* peopleOfTheHome(tx: Tx): Steps<string[]> {
  return (yield* tx.reads.participants())
    .filter((each) => each.kind === 'person' && each.scope === 'home' && each.revoked_at === null)
    .map((each) => each.id);
}

function* changed(tx: Tx, room_id: string): Steps<Room> {
  yield* tx.record({ type: 'room.changed', room_id });
  return yield* found(tx, room_id);
}

function* found(tx: Tx, roomId: string): Steps<Room> {
  const room = yield* tx.reads.room(roomId);
  if (!room) throw new AppError('room_not_found');
  return room;
}
