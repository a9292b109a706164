import { AppError } from '../../../../src-shared/errors.ts';
import { THREAD_AUTHORS_MAX, THREADS_FOLLOWED_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Thread, ThreadFollow } from '../../../../src-shared/threads.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { fromJson } from '../../store/json.ts';
import type { MessageRow } from '../../store/tables/messages.ts';
import type { ThreadFollowRow, ThreadRow } from '../../store/tables/threads.ts';
import { threadOfNew } from './place.ts';

interface OfThread {
  room_id: string;
  thread_id: string;
}

type OfFollow = OfThread & { participant_id: string };

/** The thread that a new message belongs to, or null. `asked`: a message of the thread, or one that begins it. */
export function* threadOf(
  tx: Tx,
  { room_id, reply_to }: Pick<Message, 'room_id' | 'reply_to'>,
  asked: string | null,
): Steps<string | null> {
  if (asked === null) {
    const answered = (reply_to === null ? null : yield* tx.reads.messageRow(reply_to)) ?? null;
    return threadOfNew({ asked, answered });
  }
  const row = yield* tx.reads.messageRow(asked);
  if (row?.room_id !== room_id) throw new AppError('message_not_found', 'The message in thread_id is not in this room.');
  return threadOfNew({ asked: row, answered: null });
}

/** The thread that this message begins, or that it began before. */
function* begin(tx: Tx, { id, room_id, seq }: Pick<MessageRow, 'id' | 'room_id' | 'seq'>): Steps<ThreadRow> {
  const there = yield* tx.reads.threadRow(id);
  if (there) return there;
  const row: ThreadRow = { id, room_id, replies: 0, last_seq: seq, last_reply_at: null, author_ids: '[]' };
  yield* tx.writes.insertThread(row);
  yield* tx.writes.beginThread({ id });
  return row;
}

type Reply = Pick<Message, 'room_id' | 'author_id' | 'mentions' | 'seq'>;

/**
 * The state of the thread with a reply that is about to be posted. The first reply begins the thread. Those who follow it from now on are
 * sent that before the reply, so that it counts and notifies as every later one.
 */
export function* addReply(tx: Tx, reply: Reply, threadId: string): Steps<Thread> {
  const thread = yield* countReply(tx, reply, threadId, tx.now);
  yield* followByReply(tx, reply, threadId, thread);
  return thread;
}

/** The state of the thread with the reply, which no one follows the thread for. */
export function* countReply(tx: Tx, { author_id, seq }: Pick<Reply, 'author_id' | 'seq'>, threadId: string, at: number): Steps<Thread> {
  const row = (yield* tx.reads.threadRow(threadId)) ?? (yield* begin(tx, yield* firstOf(tx, threadId)));
  const others = fromJson<string[]>(row.author_ids).filter((id) => id !== author_id);
  const author_ids = [...others, author_id].slice(-THREAD_AUTHORS_MAX);
  const thread = { replies: row.replies + 1, last_seq: seq, last_reply_at: at };
  yield* tx.writes.addReply({ id: threadId, ...thread, author_ids: JSON.stringify(author_ids) });
  return { ...thread, author_ids };
}

function* firstOf(tx: Tx, threadId: string): Steps<MessageRow> {
  const row = yield* tx.reads.messageRow(threadId);
  if (!row) throw new AppError('message_not_found');
  return row;
}

/**
 * The author of a reply follows the thread, and the people that it mentions. With the first reply, those of the first message do: it is
 * not repeated later, because they may have stopped following it.
 */
function* followByReply(
  tx: Tx,
  { room_id, author_id, mentions, seq }: Reply,
  thread_id: string,
  { replies }: Pick<Thread, 'replies'>,
): Steps<void> {
  const followers = new Set([author_id, ...mentions]);
  if (replies === 1) for (const id of participantsOf(yield* firstOf(tx, thread_id))) followers.add(id);
  for (const participant_id of followers) {
    const participant = yield* tx.reads.participant(participant_id);
    // Agents are called, and need no list of what is unread.
    if (participant?.kind !== 'person' || !(yield* tx.reads.membershipRow(room_id, participant_id))) continue;
    const last_read_seq = participant_id === author_id ? seq : seq - 1;
    yield* follow(tx, { room_id, thread_id, participant_id, last_read_seq, is_muted: 0 });
  }
}

function participantsOf({ author_id, mentions }: MessageRow): string[] {
  return [author_id, ...(mentions === null ? [] : fromJson<string[]>(mentions))];
}

/** Begins to follow; does nothing for a thread that is followed. Of too many threads, the one that is missed least is not followed any more. */
function* follow(tx: Tx, row: ThreadFollowRow): Steps<void> {
  const { room_id, thread_id, participant_id } = row;
  if (yield* tx.reads.threadFollowRow(thread_id, participant_id)) return;
  const followed = yield* tx.reads.threadIdsFollowedIn(room_id, participant_id);
  for (const id of followed.slice(0, Math.max(0, followed.length + 1 - THREADS_FOLLOWED_MAX)))
    yield* endFollow(tx, { room_id, thread_id: id, participant_id });
  yield* tx.writes.insertThreadFollow(row);
  yield* tell(tx, row);
}

function* endFollow(tx: Tx, { room_id, thread_id, participant_id }: OfFollow): Steps<void> {
  yield* tx.writes.deleteThreadFollow({ thread_id, participant_id });
  yield* tx.record({
    type: 'thread_follow.changed',
    room_id,
    subject_id: thread_id,
    only_id: participant_id,
    payload: { thread_id, follow: null },
  });
}

/** Sends the participant its own view of the thread. */
function* tell(tx: Tx, { room_id, thread_id, participant_id }: OfFollow): Steps<ThreadFollow> {
  const view = yield* tx.reads.threadFollow(thread_id, participant_id);
  if (!view) throw new AppError('message_not_found');
  yield* tx.record({
    type: 'thread_follow.changed',
    room_id,
    subject_id: thread_id,
    only_id: participant_id,
    payload: { thread_id, follow: view },
  });
  return view;
}

/** After the mentions of the message with this seq were changed. */
export function* tellThreadFollow(tx: Tx, of: OfFollow, seq: number): Steps<void> {
  const row = yield* tx.reads.threadFollowRow(of.thread_id, of.participant_id);
  if (row && row.last_read_seq < seq) yield* tell(tx, of);
}

type Followed = OfThread & { follow: ThreadFollow };

/** Follows the thread, and mutes it or not. `thread_id` may be any message of the thread. */
export function* followThread(tx: Tx, { is_muted, ...of }: OfFollow & { is_muted: boolean }): Steps<Followed> {
  const row = yield* threadIn(tx, of);
  const at = { ...of, thread_id: row.id };
  const before = yield* tx.reads.threadFollowRow(row.id, of.participant_id);
  if (!before) {
    yield* follow(tx, { ...at, last_read_seq: row.last_seq, is_muted: Number(is_muted) });
    return yield* answer(tx, at);
  }
  if (before.is_muted === Number(is_muted)) return yield* answer(tx, at);
  return yield* update(tx, before, { is_muted: Number(is_muted) });
}

export function* unfollowThread(tx: Tx, of: OfFollow): Steps<OfThread> {
  const { id: thread_id, room_id } = yield* threadIn(tx, of);
  if (yield* tx.reads.threadFollowRow(thread_id, of.participant_id)) yield* endFollow(tx, { ...of, thread_id });
  return { room_id, thread_id };
}

/** Reading only moves forward, and never past the newest reply. */
export function* markThreadRead(tx: Tx, { seq, ...of }: OfFollow & { seq: number }): Steps<Followed> {
  const thread = yield* threadIn(tx, of);
  const before = yield* tx.reads.threadFollowRow(thread.id, of.participant_id);
  if (!before) throw new AppError('message_not_found', 'The thread is not followed.');
  const last_read_seq = Math.max(before.last_read_seq, Math.min(seq, thread.last_seq));
  return last_read_seq === before.last_read_seq
    ? yield* answer(tx, { ...of, thread_id: thread.id })
    : yield* update(tx, before, { last_read_seq });
}

function* update(tx: Tx, before: ThreadFollowRow, change: Partial<Pick<ThreadFollowRow, 'last_read_seq' | 'is_muted'>>): Steps<Followed> {
  const { room_id, thread_id, participant_id, last_read_seq, is_muted } = before;
  yield* tx.writes.updateThreadFollow({ thread_id, participant_id, last_read_seq, is_muted, ...change });
  return { room_id, thread_id, follow: yield* tell(tx, before) };
}

function* answer(tx: Tx, { room_id, thread_id, participant_id }: OfFollow): Steps<Followed> {
  const follow = yield* tx.reads.threadFollow(thread_id, participant_id);
  if (!follow) throw new AppError('message_not_found');
  return { room_id, thread_id, follow };
}

/** The thread of any of its messages, in this room. */
function* threadIn(tx: Tx, { room_id, thread_id }: OfThread): Steps<ThreadRow> {
  const row = yield* tx.reads.messageRow(thread_id);
  // The first message may be deleted because of its age. Its thread is there as long as it has replies.
  const thread = yield* tx.reads.threadRow(row?.thread_id ?? thread_id);
  if (thread?.room_id === room_id) return thread;
  if (row?.room_id !== room_id) throw new AppError('message_not_found');
  return yield* begin(tx, row);
}

/** The messages of a room up to this seq were deleted. Threads without messages end, and a deleted reply is not unread. */
export function* sweepThreads(tx: Tx, { room_id, seq }: { room_id: string; seq: number }): Steps<void> {
  for (const row of yield* tx.reads.threadFollowsUpTo(room_id, seq)) {
    if (row.last_seq <= seq) yield* endFollow(tx, row);
    else yield* update(tx, row, { last_read_seq: seq });
  }
  yield* tx.writes.deleteThreadsUpTo({ room_id, seq });
}
