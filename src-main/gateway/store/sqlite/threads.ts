// Threads, and which participants follow them.
import { UNREAD_MAX } from '../../../../src-shared/limits.ts';
import type { Thread, ThreadFollow } from '../../../../src-shared/threads.ts';
import type { TimePlace } from '../interfaces/archive.ts';
import { fromJson } from '../json.ts';
import { every, mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { threadFollows, threads, type ThreadFollowRow, type ThreadRow } from '../tables/threads.ts';
import type { Covered } from '../tables/table.ts';

const byId = statement<{ id: string }>();
const ofRoom = statement<{ room_id: string }>();
const ofMember = statement<{ room_id: string; participant_id: string }>();
const ofFollow = statement<{ thread_id: string; participant_id: string }>();
const unreadOf = statement<{ thread_id: string; participant_id: string; seq: number; limit: number }>();
const upTo = statement<{ room_id: string; seq: number }>();

export const threadReads = {
  thread: byId((p) => query.selectFrom('threads').selectAll().where('id', '=', p.id)),
  threadFollow: ofFollow((p) =>
    query.selectFrom('thread_follows').selectAll().where('thread_id', '=', p.thread_id).where('participant_id', '=', p.participant_id),
  ),
  /** With the newest reply of each, so that those that were read to their end are not counted. */
  threadFollowsOf: statement<{ participant_id: string }>()((p) =>
    query
      .selectFrom('thread_follows')
      .innerJoin('threads', 'threads.id', 'thread_follows.thread_id')
      .selectAll('thread_follows')
      .select('threads.last_seq')
      .where('thread_follows.participant_id', '=', p.participant_id),
  ),
  /** The one with the oldest reply first; those that were read to their end before the others. */
  threadFollowsIn: ofMember((p) =>
    query
      .selectFrom('thread_follows')
      .innerJoin('threads', 'threads.id', 'thread_follows.thread_id')
      .select('thread_follows.thread_id')
      .where('thread_follows.participant_id', '=', p.participant_id)
      .where('thread_follows.room_id', '=', p.room_id)
      .orderBy((e) => e('thread_follows.last_read_seq', '<', e.ref('threads.last_seq')))
      .orderBy('threads.last_seq'),
  ),
  /** Follows of threads that have ended with this seq, or that were not read up to it. */
  threadFollowsUpTo: upTo((p) =>
    query
      .selectFrom('thread_follows')
      .innerJoin('threads', 'threads.id', 'thread_follows.thread_id')
      .selectAll('thread_follows')
      .select('threads.last_seq')
      .where('thread_follows.room_id', '=', p.room_id)
      .where((e) => e.or([e('threads.last_seq', '<=', p.seq), e('thread_follows.last_read_seq', '<', p.seq)])),
  ),
  /** The newest reply first. */
  followedThreads: statement<{ participant_id: string; time: number; id: string; limit: number }>()((p) =>
    query
      .selectFrom('thread_follows')
      .innerJoin('threads', 'threads.id', 'thread_follows.thread_id')
      .innerJoin('memberships', (join) =>
        join
          .onRef('memberships.room_id', '=', 'thread_follows.room_id')
          .onRef('memberships.participant_id', '=', 'thread_follows.participant_id'),
      )
      .selectAll('threads')
      .where('thread_follows.participant_id', '=', p.participant_id)
      .where('threads.replies', '>', 0)
      .where((e) =>
        e.or([e('threads.last_reply_at', '<', p.time), e.and([e('threads.last_reply_at', '=', p.time), e('threads.id', '<', p.id)])]),
      )
      .orderBy('threads.last_reply_at', 'desc')
      .orderBy('threads.id', 'desc')
      .limit(p.limit),
  ),
  threadUnread: unreadOf((p) =>
    query
      .selectFrom(
        query
          .selectFrom('messages')
          .select('cursor')
          .where('thread_id', '=', p.thread_id)
          .where('seq', '>', p.seq)
          .where('author_id', '!=', p.participant_id)
          .where('kind', '!=', 'thinking')
          .limit(p.limit)
          .as('newer'),
      )
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
  threadMentions: statement<{ room_id: string; thread_id: string; participant_id: string; seq: number; limit: number }>()((p) =>
    query
      .selectFrom(
        query
          .selectFrom('mentions')
          .select('seq')
          .where('participant_id', '=', p.participant_id)
          .where('room_id', '=', p.room_id)
          .where('seq', '>', p.seq)
          .where('thread_id', '=', p.thread_id)
          .limit(p.limit)
          .as('newer'),
      )
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
};

export const threadWrites = {
  insertThread: statement<ThreadRow>()((p) => query.insertInto('threads').values(threads.row(p))),
  /** The message is the first of its thread. */
  beginThread: byId((p) => query.updateTable('messages').set({ thread_id: p.id }).where('id', '=', p.id)),
  addReply: statement<Omit<ThreadRow, 'room_id'>>()((p) =>
    query
      .updateTable('threads')
      .set(every(p, 'id')('replies', 'last_seq', 'last_reply_at', 'author_ids'))
      .where('id', '=', p.id),
  ),
  insertThreadFollow: statement<ThreadFollowRow>()((p) => query.insertInto('thread_follows').values(threadFollows.row(p))),
  updateThreadFollow: statement<Omit<ThreadFollowRow, 'room_id'>>()((p) =>
    query
      .updateTable('thread_follows')
      .set({ last_read_seq: p.last_read_seq, is_muted: p.is_muted })
      .where('thread_id', '=', p.thread_id)
      .where('participant_id', '=', p.participant_id),
  ),
  deleteThreadFollow: ofFollow((p) =>
    query.deleteFrom('thread_follows').where('thread_id', '=', p.thread_id).where('participant_id', '=', p.participant_id),
  ),
  deleteThreadFollowsOf: ofMember((p) =>
    query.deleteFrom('thread_follows').where('participant_id', '=', p.participant_id).where('room_id', '=', p.room_id),
  ),
  deleteThreadFollowsIn: ofRoom((p) => query.deleteFrom('thread_follows').where('room_id', '=', p.room_id)),
  deleteThreadsIn: ofRoom((p) => query.deleteFrom('threads').where('room_id', '=', p.room_id)),
  deleteThreadsUpTo: upTo((p) => query.deleteFrom('threads').where('room_id', '=', p.room_id).where('last_seq', '<=', p.seq)),
};

type FollowRowOfThread = ThreadFollowRow & { last_seq: number };

export function threadReadsOn(find: PreparedAll<typeof threadReads>) {
  const threadRow = (id: string): ThreadRow | null => find.thread.get({ id }) ?? null;

  function toFollow(
    row: Covered<ThreadFollowRow, ThreadFollow, 'thread_id' | 'participant_id' | 'room_id'>,
    lastSeq = Infinity,
  ): ThreadFollow {
    const { room_id, thread_id, participant_id, last_read_seq, is_muted } = row;
    const params = { room_id, thread_id, participant_id, seq: last_read_seq, limit: UNREAD_MAX };
    const hasUnread = last_read_seq < lastSeq;
    return {
      last_read_seq,
      unread: hasUnread ? (find.threadUnread.get(params)?.count ?? 0) : 0,
      mentions: hasUnread ? (find.threadMentions.get(params)?.count ?? 0) : 0,
      is_muted: is_muted !== 0,
    };
  }

  const threadFollowRow = (threadId: string, participantId: string): ThreadFollowRow | null =>
    find.threadFollow.get({ thread_id: threadId, participant_id: participantId }) ?? null;

  return {
    threadRow,
    thread: (id: string): Thread | null => mapFound(find.thread.get({ id }), toThread),
    threadFollowRow,
    threadFollow: (threadId: string, participantId: string): ThreadFollow | null =>
      mapFound(find.threadFollow.get({ thread_id: threadId, participant_id: participantId }), (row) => toFollow(row)),
    /** By room, and in it by thread. */
    threadFollowsOf(participantId: string): Map<string, Record<string, ThreadFollow>> {
      const byRoom = Map.groupBy(find.threadFollowsOf.all({ participant_id: participantId }), (row) => row.room_id);
      return new Map(
        [...byRoom].map(([roomId, rows]) => [roomId, Object.fromEntries(rows.map((row) => [row.thread_id, toFollow(row, row.last_seq)]))]),
      );
    },
    /** The first is the one that is missed least. */
    threadIdsFollowedIn: (roomId: string, participantId: string): string[] =>
      find.threadFollowsIn.all({ room_id: roomId, participant_id: participantId }).map((row) => row.thread_id),
    threadFollowsUpTo: (roomId: string, seq: number): FollowRowOfThread[] => find.threadFollowsUpTo.all({ room_id: roomId, seq }),
    /** After this place in the list, at most `limit`. */
    followedThreads: (participantId: string, after: TimePlace, limit: number): ThreadRow[] =>
      find.followedThreads.all({ participant_id: participantId, ...after, limit }),
  };
}

export function toThread(row: Covered<ThreadRow, Thread, 'id' | 'room_id'>): Thread {
  const { replies, last_seq, last_reply_at, author_ids } = row;
  return { replies, last_seq, last_reply_at, author_ids: fromJson<string[]>(author_ids) };
}
