// What the timeline draws, one row for each message: what was said by whom, and what stands above it.
import type { Message } from '../../src-shared/objects.ts';
import type { OutboxItem } from '../state/outbox.ts';

/** Messages of one sender within this time stand under one name. */
export const GROUP_MS = 5 * 60_000;

export type Entry = { kind: 'message'; message: Message } | { kind: 'pending'; item: OutboxItem };

export interface Row {
  /** The same while a message is being sent and once it is there, so that it is not drawn anew. */
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
}

export interface RowOptions {
  /** Messages after this seq are new; null when none is. */
  newAfterSeq: number | null;
  meId: string;
}

export function buildRows(messages: readonly Message[], pending: readonly OutboxItem[], { newAfterSeq, meId }: RowOptions): Row[] {
  const entries: Entry[] = [
    ...messages.map((message): Entry => ({ kind: 'message', message })),
    ...pending.map((item): Entry => ({ kind: 'pending', item })),
  ];
  const firstNew = newAfterSeq === null ? undefined : messages.find((message) => message.seq > newAfterSeq && message.author_id !== meId);
  const rows: Row[] = [];
  let group: { authorId: string; since: number } | null = null;
  for (const entry of entries) {
    const { authorId, at } = whoAndWhen(entry);
    const before = rows.at(-1);
    const startsDay = before === undefined || dayOf(before.at) !== dayOf(at);
    const isNew = entry.kind === 'message' && entry.message === firstNew;
    const goesOn = group !== null && group.authorId === authorId && at - group.since < GROUP_MS && !startsDay && !isNew && !isAnswer(entry);
    if (!goesOn) group = { authorId, since: at };
    rows.push({ key: keyOf(entry), entry, authorId, at, isHead: !goesOn, startsDay, isNew });
  }
  return rows;
}

export function sameRow(a: Row, b: Row): boolean {
  const isSameEntry =
    a.entry.kind === 'message'
      ? b.entry.kind === 'message' && a.entry.message === b.entry.message
      : b.entry.kind === 'pending' && a.entry.item === b.entry.item;
  return isSameEntry && a.key === b.key && a.isHead === b.isHead && a.startsDay === b.startsDay && a.isNew === b.isNew;
}

export function rowIndexOfSeq(rows: readonly Row[], seq: number): number {
  const first = rows[0]?.entry;
  if (first?.kind !== 'message') return -1;
  const index = seq - first.message.seq;
  const entry = rows[index]?.entry;
  return entry?.kind === 'message' && entry.message.seq === seq ? index : -1;
}

function whoAndWhen(entry: Entry): { authorId: string; at: number } {
  return entry.kind === 'message'
    ? { authorId: entry.message.author_id, at: entry.message.created_at }
    : { authorId: entry.item.author_id, at: entry.item.created_at };
}

function keyOf(entry: Entry): string {
  if (entry.kind === 'pending') return `${entry.item.author_id} ${entry.item.client_id}`;
  const { message } = entry;
  return message.client_id === null ? message.id : `${message.author_id} ${message.client_id}`;
}

/** An answer quotes another message above itself, which would not be understood in the middle of a group. */
function isAnswer(entry: Entry): boolean {
  return (entry.kind === 'message' ? entry.message.reply_to : entry.item.reply_to) !== null;
}

function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
