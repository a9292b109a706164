// Pages of messages: of a room, of what its timeline shows, and of a thread.
import type { Message, Reaction } from '../../../../src-shared/objects.ts';
import type { MessageView } from '../interfaces/archive.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import type { MessageRow } from '../tables/messages.ts';
import { toReactions } from './messages.ts';

type Limited<Where> = Where & { limit: number };
type OfRoom = Limited<{ room_id: string }>;
type OfThread = Limited<{ thread_id: string }>;

const inRoom = (p: OfRoom) => query.selectFrom('messages').selectAll().where('room_id', '=', p.room_id).limit(p.limit);
/** Without the replies that only their thread shows. */
const inTimeline = (p: OfRoom) => inRoom(p).where('thread_only', '=', 0);
const inThread = (p: OfThread) => query.selectFrom('messages').selectAll().where('thread_id', '=', p.thread_id).limit(p.limit);

const page = statement<OfRoom & { seq: number }>();
const threadPage = statement<OfThread & { seq: number }>();

export const pageReads = {
  messagesSince: page((p) => inRoom(p).where('seq', '>', p.seq).orderBy('seq')),
  messagesBefore: page((p) => inRoom(p).where('seq', '<', p.seq).orderBy('seq', 'desc')),
  messagesBeforeTime: statement<OfRoom & { time: number }>()((p) => inRoom(p).where('created_at', '<', p.time).orderBy('seq', 'desc')),
  timelineSince: page((p) => inTimeline(p).where('seq', '>', p.seq).orderBy('seq')),
  timelineBefore: page((p) => inTimeline(p).where('seq', '<', p.seq).orderBy('seq', 'desc')),
  threadSince: threadPage((p) => inThread(p).where('seq', '>', p.seq).orderBy('seq')),
  threadBefore: threadPage((p) => inThread(p).where('seq', '<', p.seq).orderBy('seq', 'desc')),
  /** The reactions to the messages of a part of a room. */
  reactionsIn: statement<{ room_id: string; first: number; last: number }>()((p) =>
    query
      .selectFrom('messages')
      .innerJoin('reactions', 'reactions.message_cursor', 'messages.cursor')
      .selectAll('reactions')
      .where('messages.room_id', '=', p.room_id)
      .where('messages.seq', '>=', p.first)
      .where('messages.seq', '<=', p.last)
      .orderBy('reactions.created_at')
      .orderBy('reactions.participant_id'),
  ),
};

/** `toSent`: a message as clients are sent it, with these reactions. */
export function pageReadsOn(find: PreparedAll<typeof pageReads>, toSent: (row: MessageRow, reactions: Reaction[]) => Message) {
  /** Rows of one room, in the order of their seq. Their reactions are read together: one by one they take most of the time of a page. */
  function allMessages(rows: readonly MessageRow[]): Message[] {
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last) return [];
    const reactions = find.reactionsIn.all({ room_id: first.room_id, first: first.seq, last: last.seq });
    const byMessage = Map.groupBy(reactions, (row) => row.message_cursor);
    return rows.map((row) => toSent(row, toReactions(byMessage.get(row.cursor) ?? [])));
  }

  return {
    /** At most `limit` messages, oldest first. */
    messagesSince(roomId: string, seq: number, limit: number, view: MessageView = 'all'): Message[] {
      if (typeof view === 'object') return allMessages(find.threadSince.all({ ...view, seq, limit }));
      const since = view === 'all' ? find.messagesSince : find.timelineSince;
      return allMessages(since.all({ room_id: roomId, seq, limit }));
    },
    messagesBefore(roomId: string, seq: number, limit: number, view: MessageView = 'all'): Message[] {
      if (typeof view === 'object') return allMessages(find.threadBefore.all({ ...view, seq, limit }).reverse());
      const before = view === 'all' ? find.messagesBefore : find.timelineBefore;
      return allMessages(before.all({ room_id: roomId, seq, limit }).reverse());
    },
    messagesBeforeTime: (roomId: string, time: number, limit: number): Message[] =>
      allMessages(find.messagesBeforeTime.all({ room_id: roomId, time, limit }).reverse()),
  };
}
