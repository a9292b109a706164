// Rooms and memberships.
import { UNREAD_MAX } from '../../../../src-shared/limits.ts';
import type { Membership, Room } from '../../../../src-shared/objects.ts';
import type { ThreadFollow } from '../../../../src-shared/threads.ts';
import type { NameKeys } from '../look-alike.ts';
import { fromJson } from '../json.ts';
import { every, query, statement, type PreparedAll } from '../statement.ts';
import {
  AGENT_RUN,
  memberships,
  ROOM_TEXTS,
  rooms,
  isPaused,
  type AgentRun,
  type AgentRunRow,
  type MembershipRow,
  type RoomRow,
  type RoomTexts,
} from '../tables/rooms.ts';
import type { Covered } from '../tables/table.ts';

const none = statement<Record<never, never>>();
const byId = statement<{ id: string }>();
const unreadOf = statement<{ room_id: string; participant_id: string; seq: number; limit: number }>();
const ofRoom = statement<{ room_id: string }>();

export const roomReads = {
  rooms: none(() => query.selectFrom('rooms').selectAll().orderBy('created_at')),
  room: byId((p) => query.selectFrom('rooms').selectAll().where('id', '=', p.id)),
  lastSeq: byId((p) => query.selectFrom('rooms').select('last_seq').where('id', '=', p.id)),
  agentRun: byId((p) => query.selectFrom('rooms').select(AGENT_RUN).where('id', '=', p.id)),
  roomsLike: statement<NameKeys>()((p) =>
    query
      .selectFrom('rooms')
      .selectAll()
      .where((e) => e.or([e('name_key', '=', p.name_key), e('name_fold', '=', p.name_fold)]))
      .where('direct_key', 'is', null),
  ),
  takingEveryone: none(() => query.selectFrom('rooms').select('id').where('takes_everyone', '=', 1).orderBy('created_at')),
  direct: statement<{ direct_key: string }>()((p) => query.selectFrom('rooms').select('id').where('direct_key', '=', p.direct_key)),
  expiredThroughSeq: statement<{ id: string }>()((p) => query.selectFrom('rooms').select('expired_through_seq').where('id', '=', p.id)),
  allMembers: none(() => query.selectFrom('memberships').select(['room_id', 'participant_id']).orderBy('joined_cursor')),
  members: statement<{ room_id: string }>()((p) =>
    query
      .selectFrom('memberships')
      .select('participant_id')
      .where('room_id', '=', p.room_id)
      .orderBy('joined_cursor')
      .orderBy('participant_id'),
  ),
  membership: statement<{ room_id: string; participant_id: string }>()((p) =>
    query.selectFrom('memberships').selectAll().where('room_id', '=', p.room_id).where('participant_id', '=', p.participant_id),
  ),
  membershipsOf: statement<{ participant_id: string }>()((p) =>
    query
      .selectFrom('memberships')
      .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
      .selectAll('memberships')
      .select('rooms.last_seq')
      .where('memberships.participant_id', '=', p.participant_id),
  ),
  membersBehind: statement<{ room_id: string; seq: number }>()((p) =>
    query.selectFrom('memberships').select('participant_id').where('room_id', '=', p.room_id).where('last_read_seq', '<', p.seq),
  ),
  unread: unreadOf((p) =>
    query
      .selectFrom(
        query
          .selectFrom('messages')
          .select('cursor')
          .where('room_id', '=', p.room_id)
          .where('seq', '>', p.seq)
          .where('author_id', '!=', p.participant_id)
          .where('kind', '!=', 'thinking')
          .where('thread_only', '=', 0)
          .where('imported', 'is', null)
          .limit(p.limit)
          .as('newer'),
      )
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
  unreadMentions: unreadOf((p) =>
    query
      .selectFrom(
        query
          .selectFrom('mentions')
          .select('seq')
          .where('participant_id', '=', p.participant_id)
          .where('room_id', '=', p.room_id)
          .where('seq', '>', p.seq)
          .where('thread_only', '=', 0)
          .limit(p.limit)
          .as('newer'),
      )
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
};

export const roomWrites = {
  insertRoom: statement<RoomRow>()((p) => query.insertInto('rooms').values(rooms.row(p))),
  describeRoom: statement<RoomTexts>()((p) =>
    query
      .updateTable('rooms')
      .set(every(p, 'id')(...ROOM_TEXTS))
      .where('id', '=', p.id),
  ),
  setArchived: statement<{ id: string; archived_at: number | null }>()((p) =>
    query.updateTable('rooms').set({ archived_at: p.archived_at }).where('id', '=', p.id),
  ),
  advanceRoom: statement<{ id: string; last_seq: number; last_message_at: number }>()((p) =>
    query.updateTable('rooms').set({ last_seq: p.last_seq, last_message_at: p.last_message_at }).where('id', '=', p.id),
  ),
  setAgentRun: statement<AgentRunRow>()((p) =>
    query
      .updateTable('rooms')
      .set(every(p, 'id')(...AGENT_RUN))
      .where('id', '=', p.id),
  ),
  setExpiredThroughSeq: statement<{ id: string; expired_through_seq: number }>()((p) =>
    query.updateTable('rooms').set({ expired_through_seq: p.expired_through_seq }).where('id', '=', p.id),
  ),
  placeRoom: statement<Pick<RoomRow, 'id' | 'visibility' | 'parent_id'>>()((p) =>
    query.updateTable('rooms').set(every(p, 'id')('visibility', 'parent_id')).where('id', '=', p.id),
  ),
  setParent: statement<{ id: string; parent_id: string | null }>()((p) =>
    query.updateTable('rooms').set({ parent_id: p.parent_id }).where('id', '=', p.id),
  ),
  deleteRoom: statement<{ id: string }>()((p) => query.deleteFrom('rooms').where('id', '=', p.id)),
  insertMember: statement<MembershipRow>()((p) => query.insertInto('memberships').values(memberships.row(p))),
  deleteMember: statement<{ room_id: string; participant_id: string }>()((p) =>
    query.deleteFrom('memberships').where('room_id', '=', p.room_id).where('participant_id', '=', p.participant_id),
  ),
  deleteMembersOf: ofRoom((p) => query.deleteFrom('memberships').where('room_id', '=', p.room_id)),
  setNotifyLevel: statement<Pick<MembershipRow, 'room_id' | 'participant_id' | 'notify_level' | 'muted_until'>>()((p) =>
    query
      .updateTable('memberships')
      .set({ notify_level: p.notify_level, muted_until: p.muted_until })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
  setRoomSection: statement<Pick<MembershipRow, 'room_id' | 'participant_id' | 'section_id'>>()((p) =>
    query
      .updateTable('memberships')
      .set({ section_id: p.section_id })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
  moveRead: statement<{ room_id: string; participant_id: string; last_read_seq: number; seen_seq: number; seen_at: number | null }>()((p) =>
    query
      .updateTable('memberships')
      .set({ last_read_seq: p.last_read_seq, seen_seq: p.seen_seq, seen_at: p.seen_at })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
  setDelivered: statement<Pick<MembershipRow, 'room_id' | 'participant_id' | 'delivered_seq' | 'delivered_at'>>()((p) =>
    query
      .updateTable('memberships')
      .set({ delivered_seq: p.delivered_seq, delivered_at: p.delivered_at })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
  /** For members who had read everything up to `after_seq`. Sets no read receipt. */
  passImported: statement<{ room_id: string; after_seq: number; last_read_seq: number }>()((p) =>
    query
      .updateTable('memberships')
      .set({ last_read_seq: p.last_read_seq })
      .where('room_id', '=', p.room_id)
      .where('last_read_seq', '>=', p.after_seq)
      .where('last_read_seq', '<', p.last_read_seq),
  ),
  /** Sets no read receipt: the message was not read. */
  passSwept: statement<{ room_id: string; participant_id: string; last_read_seq: number }>()((p) =>
    query
      .updateTable('memberships')
      .set({ last_read_seq: p.last_read_seq })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
};

export interface RoomReadsOptions {
  /** The database of the rooms in memory. */
  ephemeral: boolean;
  /** By room, and in it by thread. */
  threadFollowsOf(participantId: string): Map<string, Record<string, ThreadFollow>>;
}

export function roomReadsOn(find: PreparedAll<typeof roomReads>, { ephemeral, threadFollowsOf }: RoomReadsOptions) {
  const memberIds = (roomId: string): string[] => find.members.all({ room_id: roomId }).map((row) => row.participant_id);

  function room(id: string): Room | null {
    const row = find.room.get({ id });
    return row ? toRoom(row, memberIds(id), ephemeral) : null;
  }

  function rooms(): Room[] {
    const members = Map.groupBy(find.allMembers.all({}), (row) => row.room_id);
    const idsOf = (id: string): string[] => (members.get(id) ?? []).map((each) => each.participant_id);
    return find.rooms.all({}).map((row) => toRoom(row, idsOf(row.id), ephemeral));
  }

  /** Most rooms are read to their end. That is not counted: in a home of ten thousand rooms it would take a second. */
  function toMembership(row: MembershipRow, threads: Record<string, ThreadFollow> = {}, lastSeq = Infinity): Membership {
    const { room_id, participant_id, last_read_seq, notify_level, muted_until, section_id } = row;
    const counts = last_read_seq >= lastSeq ? NOTHING_UNREAD : unread(room_id, participant_id, last_read_seq);
    return { last_read_seq, ...counts, notify_level, muted_until, section_id, threads };
  }

  function unread(roomId: string, participantId: string, seq: number): { unread: number; mentions: number } {
    const params = { room_id: roomId, participant_id: participantId, seq, limit: UNREAD_MAX };
    return { unread: find.unread.get(params)?.count ?? 0, mentions: find.unreadMentions.get(params)?.count ?? 0 };
  }

  const membershipRow = (roomId: string, participantId: string): MembershipRow | null =>
    find.membership.get({ room_id: roomId, participant_id: participantId }) ?? null;

  return {
    rooms,
    room,
    roomIdsTakingEveryone: (): string[] => find.takingEveryone.all({}).map(({ id }) => id),
    roomIdOfDirect: (directKey: string): string | null => find.direct.get({ direct_key: directKey })?.id ?? null,
    /** Rooms whose names look like this one. */
    roomsLike: (keys: NameKeys): Room[] => find.roomsLike.all(keys).map((row) => toRoom(row, memberIds(row.id), ephemeral)),
    agentRun: (roomId: string): AgentRun => find.agentRun.get({ id: roomId }) ?? NO_RUN,
    lastSeq: (roomId: string): number => find.lastSeq.get({ id: roomId })?.last_seq ?? 0,
    expiredThroughSeq: (roomId: string): number => find.expiredThroughSeq.get({ id: roomId })?.expired_through_seq ?? 0,
    membershipRow,
    membership(roomId: string, participantId: string): Membership | null {
      const row = membershipRow(roomId, participantId);
      return row && toMembership(row, threadFollowsOf(participantId).get(roomId));
    },
    memberships(participantId: string): Map<string, Membership> {
      const threads = threadFollowsOf(participantId);
      const rows = find.membershipsOf.all({ participant_id: participantId });
      return new Map(rows.map((row) => [row.room_id, toMembership(row, threads.get(row.room_id), row.last_seq)]));
    },
    membersBehind: (roomId: string, seq: number): string[] =>
      find.membersBehind.all({ room_id: roomId, seq }).map((row) => row.participant_id),
    unread,
  };
}

const NO_RUN: AgentRun = { agent_run: 0, agent_run_of: null, agent_run_max: null };
const NOTHING_UNREAD = { unread: 0, mentions: 0 };

/** Columns that are not sent. `direct_key` is sent as `direct`: whether it is set. */
type Kept = 'direct_key' | 'key_id' | 'name_key' | 'name_fold' | 'takes_everyone' | 'agent_run' | 'agent_run_of';

export function toRoom(row: Covered<RoomRow, Room, Kept>, memberIds: string[], ephemeral: boolean): Room {
  const { direct_key, key_id: _key, name_key: _look, name_fold: _fold, takes_everyone: _takes, encrypted, tags, ...rest } = row;
  const { agent_run: _run, agent_run_of: _last, ...sent } = rest;
  return {
    ...sent,
    tags: fromJson<string[]>(tags),
    agents_paused: isPaused(row),
    ephemeral,
    encrypted: encrypted !== 0,
    direct: direct_key !== null,
    member_ids: memberIds,
  };
}
