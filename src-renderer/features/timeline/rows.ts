// The rows of the timeline, one for each message, vote and task, with their separators.
import type { OwnVote, Task } from '../../../src-shared/coordination.ts';
import type { Activity } from '../../../src-shared/activities.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { StreamFacts } from '../../sync/streams.ts';
import type { OutboxItem } from '../../sync/outbox.ts';
import type { Renaming, Returning } from '../../sync/member-lines.ts';

/** Messages of one sender within this time stand under one name. */
export const GROUP_MS = 5 * 60_000;

export type Entry =
  | { kind: 'message'; message: Message }
  /** Thoughts of one after the other are one row. */
  | { kind: 'thoughts'; messages: readonly [Message, ...Message[]] }
  | { kind: 'pending'; item: OutboxItem }
  /** A message that is being written, without its text. */
  | { kind: 'stream'; stream: StreamFacts }
  /** A vote without a message, from an earlier version. */
  | { kind: 'vote'; vote: OwnVote }
  | { kind: 'task'; task: Task }
  | { kind: 'renamed'; renaming: Renaming }
  | { kind: 'returned'; returning: Returning }
  /** Several of one kind, one after the other, are one line. */
  | { kind: 'activities'; activities: readonly [Activity, ...Activity[]] };

export interface Row {
  /** The same while a message is being sent and once it is there, so that it is not drawn again. */
  key: string;
  entry: Entry;
  authorId: string;
  at: number;
  /** The first of its sender's group: it carries the name and the face. */
  isHead: boolean;
  /** The first of its day, by the reader's clock. */
  startsDay: boolean;
  /** The first one that is new. */
  isNew: boolean;
  /** It says so. Where nothing came before, everything is new, and no line is needed to tell it from the rest. */
  hasNewLine: boolean;
  /** The user's own last message, if the room's end is loaded: it shows who has seen it. */
  isOwnLast: boolean;
}

/** The data for a room's rows. */
export interface RowSources {
  messages: readonly Message[];
  /** The seq from which on they are complete. */
  from: number;
  /** Whether the messages go up to the room's first, and down to its last one. */
  reachesStart: boolean;
  reachesEnd: boolean;
  pending: readonly OutboxItem[];
  streams: readonly StreamFacts[];
  votes: readonly OwnVote[];
  tasks: readonly Task[];
  /** Of those who are in the room. */
  renamings: readonly Renaming[];
  returnings: readonly Returning[];
  activities: readonly Activity[];
  /** The thread whose rows these are; null: the room's. */
  threadId?: string | null;
}

export interface RowOptions {
  /** Messages after this seq are new; null when none is. */
  newAfterSeq: number | null;
  meId: string;
}

export function buildRows(sources: RowSources, { newAfterSeq, meId }: RowOptions): Row[] {
  const { messages } = sources;
  const firstNew = newAfterSeq === null ? undefined : firstAfter(sources, newAfterSeq, meId);
  const ownLast = sources.reachesEnd
    ? messages.findLast((message) => message.author_id === meId && message.deleted_at === null)
    : undefined;
  const rows: Row[] = [];
  let group: { authorId: string; since: number } | null = null;
  let day: Day | null = null;
  for (const entry of entriesOf(sources, firstNew)) {
    const { authorId, at: happened } = whoAndWhen(entry);
    // A stream stands at the end, whenever it began.
    const at = entry.kind === 'stream' ? Math.max(happened, rows.at(-1)?.at ?? 0) : happened;
    const startsDay = day === null || at < day.from || at >= day.to;
    if (day === null || startsDay) day = dayAround(at);
    const isNew = firstNew !== undefined && firstMessage(entry) === firstNew;
    const goesOn =
      group !== null &&
      group.authorId === authorId &&
      at - group.since < GROUP_MS &&
      !startsDay &&
      !isNew &&
      !standsAlone(entry, sources.threadId ?? null);
    if (!goesOn) group = isLine(entry) ? null : { authorId, since: at };
    rows.push({
      key: keyOf(entry),
      entry,
      authorId,
      at,
      isHead: !goesOn,
      startsDay,
      isNew,
      hasNewLine: isNew && (rows.length > 0 || !sources.reachesStart),
      isOwnLast: ownLast !== undefined && messageOf(entry) === ownLast,
    });
  }
  return rows;
}

/** Of others, after a seq; none as long as what comes right after it is not loaded, for the first may be among that. */
function firstAfter({ messages, from }: RowSources, seq: number, meId: string): Message | undefined {
  if (from > seq + 1) return undefined;
  return messages.find((message) => message.seq > seq && message.author_id !== meId);
}

/** One quiet line of the app's own words. */
export function isLine({ kind }: Entry): boolean {
  return kind === 'task' || kind === 'renamed' || kind === 'returned' || kind === 'activities';
}

export function sameRow(a: Row, b: Row): boolean {
  return sameEntry(a.entry, b.entry) && a.key === b.key && MARKS.every((mark) => a[mark] === b[mark]);
}

const MARKS = ['isHead', 'startsDay', 'isNew', 'hasNewLine', 'isOwnLast'] as const;

export function rowIndexOfSeq(rows: readonly Row[], seq: number): number {
  return rows.findIndex(({ entry }) => messagesOf(entry).some((message) => message.seq === seq));
}

/** The message a row shows, if it shows one that is there. */
export function messageOf(entry: Entry): Message | null {
  return entry.kind === 'message' ? entry.message : entry.kind === 'thoughts' ? (entry.messages.at(-1) ?? null) : null;
}

function messagesOf(entry: Entry): readonly Message[] {
  return entry.kind === 'message' ? [entry.message] : entry.kind === 'thoughts' ? entry.messages : [];
}

function firstMessage(entry: Entry): Message | undefined {
  return messagesOf(entry)[0];
}

function sameEntry(a: Entry, b: Entry): boolean {
  if (a.kind === 'message') return b.kind === 'message' && a.message === b.message;
  if (a.kind === 'pending') return b.kind === 'pending' && a.item === b.item;
  if (a.kind === 'stream') return b.kind === 'stream' && a.stream.id === b.stream.id;
  if (a.kind === 'vote') return b.kind === 'vote' && a.vote === b.vote;
  if (a.kind === 'task') return b.kind === 'task' && a.task === b.task;
  if (a.kind === 'activities')
    return b.kind === 'activities' && a.activities.length === b.activities.length && a.activities[0].id === b.activities[0].id;
  if (a.kind === 'renamed') return b.kind === 'renamed' && a.renaming.to === b.renaming.to;
  if (a.kind === 'returned') return b.kind === 'returned' && a.returning.name === b.returning.name && a.returning.by === b.returning.by;
  return b.kind === 'thoughts' && a.messages.length === b.messages.length && a.messages.every((each, index) => each === b.messages[index]);
}

/** In the order in which they happened; what was made before the window begins, or after it ends, is not in it. */
function entriesOf(sources: RowSources, firstNew: Message | undefined): Entry[] {
  const { pending } = sources;
  const posted = new Set(sources.messages.map(({ id }) => id));
  const streams = sources.streams.filter(({ id }) => !posted.has(id));
  const said = inRows(sources.messages, firstNew);
  const made = [
    ...within(
      sources,
      sources.votes.filter(({ seq }) => seq === null),
    ).map((vote): Entry => ({ kind: 'vote', vote })),
    ...within(sources, sources.tasks).map((task): Entry => ({ kind: 'task', task })),
    ...within(sources, sources.renamings).map((renaming): Entry => ({ kind: 'renamed', renaming })),
    ...within(sources, sources.returnings).map((returning): Entry => ({ kind: 'returned', returning })),
    ...within(sources, sources.activities).map((activity): Entry => ({ kind: 'activities', activities: [activity] })),
  ].sort((a, b) => whoAndWhen(a).at - whoAndWhen(b).at);
  const entries: Entry[] = [];
  let next = 0;
  for (const entry of said) {
    for (let each = made[next]; each && whoAndWhen(each).at < whoAndWhen(entry).at; each = made[next]) {
      entries.push(each);
      next += 1;
    }
    entries.push(entry);
  }
  return [
    ...together([...entries, ...made.slice(next)]),
    ...pending.map((item): Entry => ({ kind: 'pending', item })),
    ...streams.map((stream): Entry => ({ kind: 'stream', stream })),
  ];
}

/** Activities of one kind and by one participant become one entry where they follow each other on one day. */
function together(entries: readonly Entry[]): Entry[] {
  const joined: Entry[] = [];
  for (const entry of entries) {
    const before = joined.at(-1);
    if (before?.kind === 'activities' && entry.kind === 'activities' && isAlike(before.activities[0], entry.activities[0]))
      joined[joined.length - 1] = { kind: 'activities', activities: [...before.activities, ...entry.activities] };
    else joined.push(entry);
  }
  return joined;
}

function isAlike(a: Activity, b: Activity): boolean {
  return a.kind === b.kind && a.by_id === b.by_id && a.kind !== 'leads' && b.created_at < dayAround(a.created_at).to;
}

function within<T extends { created_at: number }>({ messages, reachesStart, reachesEnd }: RowSources, made: readonly T[]): readonly T[] {
  const from = reachesStart ? -Infinity : (messages[0]?.created_at ?? Infinity);
  const to = reachesEnd ? Infinity : (messages.at(-1)?.created_at ?? -Infinity);
  return made.filter(({ created_at }) => created_at >= from && created_at <= to);
}

function inRows(messages: readonly Message[], firstNew: Message | undefined): Entry[] {
  const entries: Entry[] = [];
  for (const message of messages) {
    const before = entries.at(-1);
    const isThought = message.kind === 'thinking' && message.deleted_at === null;
    const goesOn =
      isThought &&
      before?.kind === 'thoughts' &&
      before.messages[0].author_id === message.author_id &&
      message !== firstNew &&
      !isLoud(message) &&
      !isLoud(before.messages[0]);
    if (goesOn) entries[entries.length - 1] = { kind: 'thoughts', messages: [...before.messages, message] };
    else entries.push(isThought ? { kind: 'thoughts', messages: [message] } : { kind: 'message', message });
  }
  return entries;
}

/** A failed act stays in view. */
function isLoud({ act }: Message): boolean {
  return act !== undefined && act.outcome !== 'done';
}

function whoAndWhen(entry: Entry): { authorId: string; at: number } {
  switch (entry.kind) {
    case 'message':
      return { authorId: entry.message.author_id, at: entry.message.created_at };
    case 'thoughts':
      return { authorId: entry.messages[0].author_id, at: entry.messages[0].created_at };
    case 'pending':
      return { authorId: entry.item.author_id, at: entry.item.created_at };
    case 'stream':
      return { authorId: entry.stream.author_id, at: entry.stream.started_at };
    case 'vote':
      return { authorId: entry.vote.created_by, at: entry.vote.created_at };
    case 'task':
      return { authorId: entry.task.created_by, at: entry.task.created_at };
    case 'renamed':
      return { authorId: entry.renaming.participant_id, at: entry.renaming.created_at };
    case 'activities': {
      const [first] = entry.activities;
      return { authorId: first.participant_id, at: first.created_at };
    }
    case 'returned':
      return { authorId: entry.returning.participant_id, at: entry.returning.created_at };
  }
}

function keyOf(entry: Entry): string {
  if (entry.kind === 'pending') return `${entry.item.author_id} ${entry.item.client_id}`;
  if (entry.kind === 'stream') return entry.stream.id;
  if (entry.kind === 'vote') return `vote ${entry.vote.id}`;
  if (entry.kind === 'task') return `task ${entry.task.id}`;
  if (entry.kind === 'renamed') return `renamed ${entry.renaming.participant_id} ${entry.renaming.created_at}`;
  if (entry.kind === 'activities') return `activity ${entry.activities[0].id}`;
  if (entry.kind === 'returned') return `returned ${entry.returning.participant_id} ${entry.returning.created_at}`;
  const message = entry.kind === 'message' ? entry.message : entry.messages[0];
  return message.client_id === null ? message.id : `${message.author_id} ${message.client_id}`;
}

/**
 * An answer quotes another message above itself, which would not be understood in the middle of a group; nor would a vote. In a thread
 * all answer its first message, which is not quoted.
 */
function standsAlone(entry: Entry, threadId: string | null): boolean {
  const isQuoting = ({ reply_to }: { reply_to: string | null }): boolean => reply_to !== null && reply_to !== threadId;
  if (entry.kind === 'message') return isQuoting(entry.message) || entry.message.kind === 'vote' || entry.message.kind === 'approval';
  if (entry.kind === 'pending') return isQuoting(entry.item);
  if (entry.kind === 'stream') return isQuoting(entry.stream);
  return entry.kind !== 'thoughts';
}

interface Day {
  from: number;
  /** Not in it any more. */
  to: number;
}

/** By the reader's clock. */
function dayAround(at: number): Day {
  const from = new Date(at).setHours(0, 0, 0, 0);
  const next = new Date(from);
  return { from, to: next.setDate(next.getDate() + 1) };
}
