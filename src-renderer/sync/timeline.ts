// The messages of one room that are loaded: a window of the room's whole sequence, contiguous by seq, oldest first.
import type { Message } from '../../src-shared/objects.ts';

export interface Timeline {
  messages: readonly Message[];
  /** Whether the window reaches the newest message, so that what is posted next belongs to its end. */
  reachesEnd: boolean;
  /** The room's messages up to this seq are gone because of their age; missing: none are. */
  sweptSeq?: number;
  /** A message that was to be shown and is not in the room. */
  missingSeq?: number;
  load: LoadState;
}

export type LoadState =
  | { state: 'idle' }
  | { state: 'loading'; direction: PageDirection }
  | { state: 'failed'; direction: PageDirection; message: string };
export type PageDirection = 'around' | 'older' | 'newer';

/** One reply of get_history: `hasMore` is about the direction that was asked for. */
export interface Page {
  messages: readonly Message[];
  hasMore: boolean;
}

const EMPTY: Timeline = { messages: [], reachesEnd: false, load: { state: 'idle' } };

export function firstSeq(timeline: Timeline): number | null {
  return timeline.messages[0]?.seq ?? null;
}

export function lastSeq(timeline: Timeline): number | null {
  return timeline.messages.at(-1)?.seq ?? null;
}

/** Whether there are messages before the window. Seqs start at 1, and where old messages are deleted after those that are gone. */
export function hasOlder(timeline: Timeline): boolean {
  const start = (timeline.sweptSeq ?? 0) + 1;
  return (firstSeq(timeline) ?? start) > start;
}

/** Without the messages that are gone because of their age. */
export function withSwept(timeline: Timeline, sweptSeq: number): Timeline {
  if ((timeline.sweptSeq ?? 0) === sweptSeq) return timeline;
  const isGone = (firstSeq(timeline) ?? Infinity) <= sweptSeq;
  return { ...timeline, sweptSeq, messages: isGone ? timeline.messages.filter(({ seq }) => seq > sweptSeq) : timeline.messages };
}

export function loading(timeline: Timeline | undefined, direction: PageDirection): Timeline {
  return { ...(timeline ?? EMPTY), load: { state: 'loading', direction } };
}

export function loadFailed(timeline: Timeline | undefined, direction: PageDirection, message: string): Timeline {
  return { ...(timeline ?? EMPTY), load: { state: 'failed', direction, message } };
}

/** A fresh window: whatever was loaded before is gone. */
export function opened(messages: readonly Message[], reachesEnd: boolean): Timeline {
  return { messages, reachesEnd, load: { state: 'idle' } };
}

/** A page that ends where the window starts. One that does not touch the window any more is dropped. */
export function withOlder(timeline: Timeline, page: Page): Timeline {
  const first = firstSeq(timeline);
  const older = first === null ? [] : page.messages.filter((message) => message.seq < first);
  const touches = older.at(-1)?.seq === (first ?? 0) - 1;
  return { ...timeline, messages: touches ? [...older, ...timeline.messages] : timeline.messages, load: { state: 'idle' } };
}

/** A page that starts where the window ends. Messages that both have are taken from the page: it is newer. */
export function withNewer(timeline: Timeline, page: Page): Timeline {
  const start = page.messages[0]?.seq;
  const end = lastSeq(timeline) ?? 0;
  const touches = start === undefined || start <= end + 1;
  if (!touches) return { ...timeline, reachesEnd: false, load: { state: 'idle' } };
  const kept = start === undefined ? timeline.messages : timeline.messages.filter((message) => message.seq < start);
  const beyond = timeline.messages.filter((message) => message.seq > (page.messages.at(-1)?.seq ?? end));
  return { messages: [...kept, ...page.messages, ...beyond], reachesEnd: !page.hasMore, load: { state: 'idle' } };
}

/** A message that was just posted: appended when it is the next one; a gap means that the end is no longer reached. */
export function withPosted(timeline: Timeline, message: Message): Timeline {
  // An empty window that reaches the end is that of an empty room: its first message has seq 1, or comes after those that are gone.
  const end = lastSeq(timeline) ?? timeline.sweptSeq ?? 0;
  if (message.seq <= end) return withChanged(timeline, message);
  if (!timeline.reachesEnd) return timeline;
  if (message.seq !== end + 1) return { ...timeline, reachesEnd: false };
  return { ...timeline, messages: [...timeline.messages, message] };
}

export function withChanged(timeline: Timeline, message: Message): Timeline {
  const index = indexOfSeq(timeline, message.seq);
  if (index === -1) return timeline;
  const messages = timeline.messages.slice();
  messages[index] = message;
  return { ...timeline, messages };
}

/** Several posted messages at once: one copy of the window instead of one for each. */
export function withManyPosted(timeline: Timeline, posted: readonly Message[]): Timeline {
  const end = lastSeq(timeline) ?? timeline.sweptSeq ?? 0;
  const isRun = posted.every((message, index) => message.seq === end + 1 + index);
  if (timeline.reachesEnd && isRun) return { ...timeline, messages: [...timeline.messages, ...posted] };
  return posted.reduce(withPosted, timeline);
}

/** The window without its oldest messages, when it became larger than `max`. */
export function trimmedOldest(timeline: Timeline, max: number): Timeline {
  if (timeline.messages.length <= max) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-max) };
}

/** Nothing is loaded, though there is something in the room: it has to be opened again. */
export function isLost({ messages, reachesEnd, load }: Timeline): boolean {
  return messages.length === 0 && !reachesEnd && load.state === 'idle';
}

/** Where a seq is in the window, or -1. Contiguous, so no search is needed. */
export function indexOfSeq(timeline: Timeline, seq: number): number {
  const first = firstSeq(timeline);
  if (first === null) return -1;
  const index = seq - first;
  return index >= 0 && index < timeline.messages.length ? index : -1;
}
