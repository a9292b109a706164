// The messages of one room or thread that are loaded: a window of the room's seqs, oldest first. It has every message of its view
// between two seqs. The seqs of other messages are passed over: of replies in the window of a room, of all else in that of a thread.
import type { Activity } from '../../src-shared/activities.ts';
import type { Message } from '../../src-shared/objects.ts';
import type { Thread } from '../../src-shared/threads.ts';

/** A room, or a thread beside it. */
export interface WindowOf {
  readonly room_id: string;
  readonly thread_id: string | null;
}

/** By which a window is kept. */
export function windowKey({ room_id, thread_id }: WindowOf): string {
  return thread_id ?? room_id;
}

/** By which a draft and its files are kept. */
export function writingKey({ room_id, thread_id }: WindowOf): string {
  return thread_id === null ? room_id : `${room_id} ${thread_id}`;
}

export function roomOfWriting(key: string): string {
  return key.split(' ', 1)[0] ?? key;
}

export interface Timeline {
  messages: readonly Message[];
  /** The other events between them, the oldest first. */
  activities: readonly Activity[];
  /** The window is complete from this seq … */
  from: number;
  /** … through this one. An empty window ends before it begins. */
  through: number;
  /** Of a thread; missing: of a room. */
  thread?: { room_id: string; thread_id: string };
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

/** One reply of get_history, with the seqs between which it is complete. `hasMore` is about the direction that was asked for. */
export interface Page {
  messages: readonly Message[];
  activities: readonly Activity[];
  from: number;
  through: number;
  hasMore: boolean;
}

const EMPTY: Timeline = { messages: [], activities: [], from: 1, through: 0, reachesEnd: false, load: { state: 'idle' } };

/** Whether the window shows the message. */
export function isIn({ thread }: Pick<Timeline, 'thread'>, { id, thread_id, thread_only }: Message): boolean {
  return thread ? thread_id === thread.thread_id || id === thread.thread_id : thread_only !== true;
}

/** Whether there are messages before the window. Seqs start at 1, and where old messages are deleted after those that are gone. */
export function hasOlder({ from, sweptSeq }: Timeline): boolean {
  return from > (sweptSeq ?? 0) + 1;
}

/** Without the messages that are gone because of their age. */
export function withSwept(timeline: Timeline, sweptSeq: number): Timeline {
  if ((timeline.sweptSeq ?? 0) === sweptSeq) return timeline;
  const from = Math.max(timeline.from, sweptSeq + 1);
  const through = Math.max(timeline.through, from - 1);
  return { ...timeline, sweptSeq, from, through, messages: timeline.messages.filter(({ seq }) => seq >= from) };
}

export function loading(timeline: Timeline | undefined, direction: PageDirection): Timeline {
  return { ...(timeline ?? EMPTY), load: { state: 'loading', direction } };
}

export function loadFailed(timeline: Timeline | undefined, direction: PageDirection, message: string): Timeline {
  return { ...(timeline ?? EMPTY), load: { state: 'failed', direction, message } };
}

/** A fresh window: whatever was loaded before is gone. */
export function opened({ messages, activities, from, through }: Omit<Page, 'hasMore'>, reachesEnd: boolean): Timeline {
  return { messages, activities, from, through, reachesEnd, load: { state: 'idle' } };
}

/** A page that ends where the window starts. One that does not touch the window any more is dropped. */
export function withOlder(timeline: Timeline, page: Page): Timeline {
  const idle = { ...timeline, load: { state: 'idle' } } as const;
  if (page.through < timeline.from - 1 || page.from >= timeline.from) return idle;
  const older = page.messages.filter(({ seq }) => seq < timeline.from);
  return { ...idle, from: page.from, messages: [...older, ...timeline.messages], activities: merged(page.activities, timeline.activities) };
}

/** A page that starts where the window ends. Messages that both have are taken from the page: it is newer. */
export function withNewer(timeline: Timeline, page: Page): Timeline {
  const idle = { ...timeline, load: { state: 'idle' } } as const;
  if (page.from > timeline.through + 1) return { ...idle, reachesEnd: false };
  const kept = timeline.messages.filter(({ seq }) => seq < page.from);
  const beyond = timeline.messages.filter(({ seq }) => seq > page.through);
  return {
    ...idle,
    messages: [...kept, ...page.messages, ...beyond],
    activities: merged(timeline.activities, page.activities),
    through: Math.max(timeline.through, page.through),
    reachesEnd: !page.hasMore,
  };
}

/** Each once, in order. */
function merged(a: readonly Activity[], b: readonly Activity[]): Activity[] {
  const known = new Set(a.map(({ id }) => id));
  return [...a, ...b.filter(({ id }) => !known.has(id))].sort((one, other) => one.id - other.id);
}

/** An event that happened in the room just now. */
export function withActivity(timeline: Timeline, activity: Activity): Timeline {
  if (timeline.thread || !timeline.reachesEnd) return timeline;
  return { ...timeline, activities: merged(timeline.activities, [activity]) };
}

/** A message of the room that was just posted. A gap before it means that the end is no longer reached. */
export function withPosted(timeline: Timeline, message: Message): Timeline {
  if (message.seq <= timeline.through) return withChanged(timeline, message);
  if (!timeline.reachesEnd) return timeline;
  if (message.seq !== timeline.through + 1) return { ...timeline, reachesEnd: false };
  const messages = isIn(timeline, message) ? [...timeline.messages, message] : timeline.messages;
  return { ...timeline, messages, through: message.seq };
}

export function withChanged(timeline: Timeline, message: Message): Timeline {
  const index = indexOfSeq(timeline, message.seq);
  if (index === -1) return timeline;
  return { ...timeline, messages: timeline.messages.with(index, message) };
}

/** Several posted messages of the room at once: one copy of the window instead of one for each. */
export function withManyPosted(timeline: Timeline, posted: readonly Message[]): Timeline {
  const isRun = posted.every((message, index) => message.seq === timeline.through + 1 + index);
  const last = posted.at(-1);
  if (!timeline.reachesEnd || !isRun || !last) return posted.reduce(withPosted, timeline);
  const shown = posted.filter((message) => isIn(timeline, message));
  const messages = shown.length === 0 ? timeline.messages : [...timeline.messages, ...shown];
  return { ...timeline, messages, through: last.seq };
}

/** The message that began a thread, with the newer state of the thread. */
export function withThread(timeline: Timeline, threadId: string, thread: Thread): Timeline {
  const index = timeline.messages.findLastIndex(({ id }) => id === threadId);
  const first = timeline.messages[index];
  if (!first) return timeline;
  return { ...timeline, messages: timeline.messages.with(index, { ...first, thread_id: threadId, thread }) };
}

/** The window without its oldest messages, when it became larger than `max`. */
export function trimmedOldest(timeline: Timeline, max: number): Timeline {
  if (timeline.messages.length <= max) return timeline;
  const messages = timeline.messages.slice(-max);
  const from = messages[0]?.seq ?? timeline.from;
  return { ...timeline, messages, from, activities: timeline.activities.filter(({ after_seq }) => after_seq >= from) };
}

/** Nothing is loaded, though there is something in the room: it has to be opened again. */
export function isLost({ messages, reachesEnd, load }: Timeline): boolean {
  return messages.length === 0 && !reachesEnd && load.state === 'idle';
}

/** Where a seq is among the messages of the window, or -1. */
export function indexOfSeq({ messages }: Pick<Timeline, 'messages'>, seq: number): number {
  let low = 0;
  let high = messages.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = messages[middle]?.seq ?? 0;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** A message that is loaded in the window of the room, or of one of its threads. */
export function findLoaded(
  windows: Readonly<Record<string, Timeline>>,
  roomId: string,
  isIt: (message: Message) => boolean,
): Message | undefined {
  const inRoom = windows[roomId]?.messages.find(isIt);
  if (inRoom) return inRoom;
  for (const { thread, messages } of Object.values(windows)) {
    const found = thread?.room_id === roomId ? messages.find(isIt) : undefined;
    if (found) return found;
  }
  return undefined;
}
