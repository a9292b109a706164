// One page of a room's messages, from either end.
import type { Message } from '../../../src-shared/objects.ts';
import type { HistoryPage, HistoryQuestion } from './interfaces/archive.ts';
import type { Change } from './interfaces/change.ts';
import { readFitting, withinBytes } from './read-fitting.ts';
import type { Reads } from './reads.ts';

type Page = Pick<HistoryPage, 'messages' | 'has_more'>;
type PageReads = Pick<Reads, 'messagesSince' | 'messagesBefore' | 'messagesBeforeTime' | 'messageRow'>;

const EMPTY: HistoryPage = { messages: [], has_more: false, start: null };

export function historyPage(reads: PageReads, { room_id, limit, start }: HistoryQuestion): HistoryPage {
  const after = (seq: number): HistoryPage => ({
    ...firstOf(
      readFitting<Message>(limit + 1, (last, count) => reads.messagesSince(room_id, last?.seq ?? seq, count)),
      limit,
    ),
    start: { after_seq: seq },
  });
  const before = (seq: number): HistoryPage => ({
    ...lastOf(
      readFitting<Message>(limit + 1, (last, count) => reads.messagesBefore(room_id, last?.seq ?? seq, count).reverse()).reverse(),
      limit,
    ),
    start: { before_seq: seq },
  });
  if ('after_seq' in start) return after(start.after_seq);
  if ('after_id' in start) {
    const row = reads.messageRow(start.after_id);
    return row?.room_id === room_id ? after(row.seq) : EMPTY;
  }
  if ('before_seq' in start) return before(start.before_seq);
  const newest = reads.messagesBeforeTime(room_id, start.before_time, 1)[0];
  return newest ? before(newest.seq + 1) : EMPTY;
}

/** The first of these that fit, and whether there are more. */
export function firstOf(found: Message[], limit: number): Page {
  const messages = withinBytes(found.slice(0, limit));
  return { messages, has_more: found.length > messages.length };
}

/** The last of these that fit, and whether there are more. */
export function lastOf(found: Message[], limit: number): Page {
  const wanted = limit === 0 ? [] : found.slice(-limit);
  const messages = withinBytes(wanted.reverse()).reverse();
  return { messages, has_more: found.length > messages.length };
}

/** The changes published during the query, in order, and the seq up to which the room's messages have been deleted. */
export interface Meanwhile {
  later: readonly Change[];
  expiredThroughSeq: number;
}

/** The page as it would be if it had been read now: no older than the events that its reader was sent before it. */
export function upToNow({ room_id, limit }: HistoryQuestion, page: HistoryPage, { later, expiredThroughSeq }: Meanwhile): Page {
  const { messages: read, has_more, start } = page;
  const posted: Message[] = [];
  const changed = new Map<string, Message>();
  for (const { event } of later) {
    if (event.type === 'message.posted' && event.message.room_id === room_id) posted.push(event.message);
    if (event.type === 'message.changed' && event.message.room_id === room_id) changed.set(event.message.id, event.message);
  }
  const newer = posted.filter(({ seq }) => {
    if (!start) return false;
    return 'after_seq' in start ? !has_more && seq > start.after_seq : seq < start.before_seq;
  });
  const messages = [...read, ...newer].filter(({ seq }) => seq > expiredThroughSeq).map((message) => changed.get(message.id) ?? message);
  if (newer.length === 0) return { messages, has_more };
  const now = start && 'after_seq' in start ? firstOf(messages, limit) : lastOf(messages, limit);
  return { messages: now.messages, has_more: has_more || now.has_more };
}
