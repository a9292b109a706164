// One page of a room's messages, from either end.
import type { Activity } from '../../../src-shared/activities.ts';
import type { Message, Room } from '../../../src-shared/objects.ts';
import type { HistoryPage, HistoryQuestion, MessageView } from './interfaces/archive.ts';
import type { Change } from './interfaces/change.ts';
import type { Thread } from '../../../src-shared/threads.ts';
import { readFitting, withinBytes } from './read-fitting.ts';
import type { Reads } from './reads.ts';

type Page = Pick<HistoryPage, 'messages' | 'has_more'>;
type PageReads = Pick<
  Reads,
  'messagesSince' | 'messagesBefore' | 'messagesBeforeTime' | 'messageRow' | 'message' | 'threadRow' | 'activities'
>;

/** The maximum on one page. In a busy room, joins and leaves would outnumber the messages. */
const ACTIVITIES_ON_PAGE_MAX = 200;

const EMPTY: HistoryPage = { messages: [], activities: [], has_more: false, start: null, view: 'all' };

/** The page of a thread may be asked for by any message of the thread. */
export function historyPage(reads: PageReads, question: HistoryQuestion): HistoryPage {
  const { room_id, view } = question;
  if (view === 'timeline') return withActivities(reads, room_id, pageOf(reads, question));
  if (view === 'all') return pageOf(reads, question);
  const row = reads.messageRow(view.thread_id);
  const thread_id = row?.thread_id ?? view.thread_id;
  if (reads.threadRow(thread_id)?.room_id === room_id) return pageOf(reads, { ...question, view: { thread_id } });
  // It has no replies yet.
  return row?.room_id === room_id ? { ...EMPTY, messages: [reads.message(row)], start: { after_seq: 0 }, view } : EMPTY;
}

function pageOf(reads: PageReads, { room_id, view, limit, start }: HistoryQuestion): HistoryPage {
  const after = (seq: number): HistoryPage => ({
    ...firstOf(
      readFitting<Message>(limit + 1, (last, count) => reads.messagesSince(room_id, last?.seq ?? seq, count, view)),
      limit,
    ),
    ...{ start: { after_seq: seq }, view, activities: [] },
  });
  const before = (seq: number): HistoryPage => ({
    ...lastOf(
      readFitting<Message>(limit + 1, (last, count) => reads.messagesBefore(room_id, last?.seq ?? seq, count, view).reverse()).reverse(),
      limit,
    ),
    ...{ start: { before_seq: seq }, view, activities: [] },
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

/** With what happened between its messages. A page from the beginning of the room has what was before the first one, too. */
function withActivities(reads: PageReads, roomId: string, page: HistoryPage): HistoryPage {
  const { messages, has_more, start } = page;
  if (!start) return page;
  const [from, through] =
    'after_seq' in start
      ? [start.after_seq === 0 ? 0 : start.after_seq + 1, has_more ? (messages.at(-1)?.seq ?? start.after_seq) : Number.MAX_SAFE_INTEGER]
      : [has_more ? (messages[0]?.seq ?? start.before_seq) : 0, start.before_seq - 1];
  return { ...page, activities: reads.activities(roomId, from, through, ACTIVITIES_ON_PAGE_MAX) };
}

/** The events besides messages in the range of the page, with what was recorded during the query. */
export function activitiesNow(
  { activities, view }: HistoryPage,
  { from_seq, through_seq }: { from_seq: number; through_seq: number },
  { room_id, later, expiredThroughSeq }: Meanwhile & { room_id: string },
): Activity[] {
  if (view !== 'timeline') return [];
  const known = new Set(activities.map(({ id }) => id));
  const newer = later.flatMap(({ event }) =>
    event.type === 'activity.recorded' && event.activity.room_id === room_id && !known.has(event.activity.id) ? [event.activity] : [],
  );
  const first = from_seq <= expiredThroughSeq + 1 ? expiredThroughSeq : from_seq;
  return [...activities, ...newer].filter(({ after_seq }) => after_seq >= first && after_seq <= Math.max(through_seq, first));
}

/** Whether a page of this view has the message. */
export function isInView({ id, thread_id, thread_only }: Message, view: MessageView): boolean {
  if (typeof view === 'object') return thread_id === view.thread_id || id === view.thread_id;
  return view === 'all' || thread_only !== true;
}

/** The message that began a thread, with the newer state of it. */
export function withThread(message: Message, thread: Thread | undefined): Message {
  return thread ? { ...message, thread_id: message.id, thread } : message;
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

/** The page has every message of its view from the first of these seqs through the second. An empty page ends before it begins. */
export function coverageOf(
  { messages, has_more }: Page,
  start: HistoryPage['start'],
  { last_seq, expired_through_seq }: Pick<Room, 'last_seq' | 'expired_through_seq'>,
): { from_seq: number; through_seq: number } {
  if (!start) return { from_seq: 1, through_seq: 0 };
  if ('after_seq' in start) {
    const from_seq = Math.max(start.after_seq, expired_through_seq) + 1;
    return { from_seq, through_seq: has_more ? (messages.at(-1)?.seq ?? from_seq - 1) : Math.max(last_seq, from_seq - 1) };
  }
  const through_seq = Math.min(start.before_seq - 1, last_seq);
  const from_seq = has_more ? (messages[0]?.seq ?? through_seq + 1) : expired_through_seq + 1;
  return { from_seq, through_seq: Math.max(through_seq, from_seq - 1) };
}

/** The changes published during the query, in order, and the seq up to which the room's messages have been deleted. */
export interface Meanwhile {
  later: readonly Change[];
  expiredThroughSeq: number;
}

/** The page as it would be if it had been read now: no older than the events that its reader was sent before it. */
export function upToNow({ room_id, limit }: HistoryQuestion, page: HistoryPage, { later, expiredThroughSeq }: Meanwhile): Page {
  const { messages: read, has_more, start, view } = page;
  const posted: Message[] = [];
  const changed = new Map<string, Message>();
  const threads = new Map<string, Thread>();
  for (const { event } of later) {
    if (event.type === 'message.posted' && event.message.room_id === room_id) {
      if (isInView(event.message, view)) posted.push(event.message);
      if (event.message.thread_id !== undefined && event.thread) threads.set(event.message.thread_id, event.thread);
    }
    if (event.type === 'message.changed' && event.message.room_id === room_id) changed.set(event.message.id, event.message);
  }
  const newer = posted.filter(({ seq }) => {
    if (!start) return false;
    return 'after_seq' in start ? !has_more && seq > start.after_seq : seq < start.before_seq;
  });
  const messages = [...read, ...newer]
    .filter(({ seq }) => seq > expiredThroughSeq)
    .map((message) => withThread(changed.get(message.id) ?? message, threads.get(message.id)));
  if (newer.length === 0) return { messages, has_more };
  const now = start && 'after_seq' in start ? firstOf(messages, limit) : lastOf(messages, limit);
  return { messages: now.messages, has_more: has_more || now.has_more };
}
