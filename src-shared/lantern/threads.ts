// Reconstructs a room's LANTERN state from its messages: threads, their outcomes, and the agreed state. Other clients reconstruct
// the same, with these differences. A malformed message decides nothing. A challenge, a harvest or a burial that names no thread
// belongs to the thread of its message, also when that message is gone. A SYNC that names none is no thread. A thread without a claim,
// a question or an intent is named after its first words. The author is the sender, not the `from` field, which any client can write.
import { checkLantern, mainOf, recogniseLantern, type Basis, type Envelope, type Statement } from './envelope.ts';
import { verdictsOf } from './verdicts.ts';

/** A FUSE count divisible by this is the moment to compare states. */
const FUSES_PER_SYNC = 3;

/** The least that is needed of a message. */
export interface Said {
  seq: number;
  author_id: string;
  author_name: string;
  content: string;
}

export interface Entry<E extends Envelope = Envelope> {
  seq: number;
  author_id: string;
  author_name: string;
  envelope: E;
}

export interface Malformed {
  seq: number;
  type: string;
  problems: string[];
}

export interface Thread {
  /** The seq of the message that opened it. */
  id: number;
  headline: string;
  status: 'open' | 'resolved' | 'fused';
  /** The basis of the earliest RESOLVE. */
  basis: Basis | null;
  /** The outcome of its first idea. Null when the thread did not begin with a SPARK. */
  spark: 'open' | 'harvested' | 'buried' | null;
  /** The seqs of the statements with contradicting verdicts. */
  disputed: number[];
  /** Time to SYNC. */
  nudge: boolean;
  entries: Entry<Statement>[];
}

export interface StateChange {
  seq: number;
  thread: number;
  author_name: string;
  delta: unknown;
}

/** Picks the LANTERN messages out of a room's history, in order of seq. */
export function readLantern(messages: Iterable<Said>): { entries: Entry[]; malformed: Malformed[] } {
  const entries: Entry[] = [];
  const malformed: Malformed[] = [];
  for (const { seq, author_id, author_name, content } of messages) {
    const found = recogniseLantern(content);
    if (!found) continue;
    const checked = checkLantern(found);
    if (checked.ok) entries.push({ seq, author_id, author_name, envelope: checked.envelope });
    else malformed.push({ seq, type: String(found.type), problems: checked.problems });
  }
  entries.sort((a, b) => a.seq - b.seq);
  return { entries, malformed };
}

/** In the order they were opened. */
export function threadsOf(entries: readonly Entry[]): Thread[] {
  const threadOf = new Map<number, number>();
  const threads = new Map<number, Entry<Statement>[]>();
  for (const entry of entries) {
    if (!isStatement(entry)) continue;
    const id = threadIdOf(entry, threadOf);
    if (id === null) continue;
    threadOf.set(entry.seq, id);
    const there = threads.get(id);
    if (there) there.push(entry);
    else threads.set(id, [entry]);
  }
  return [...threads].sort(([a], [b]) => a - b).map(([id, said]) => threadFrom(id, said));
}

/** The agreed state of the room, in the order it was fused. */
export function sharedState(threads: readonly Thread[]): StateChange[] {
  const changes: StateChange[] = [];
  for (const { id, entries } of threads) {
    for (const { seq, author_name, envelope } of entries) {
      if (envelope.type !== 'FUSE') continue;
      const delta = envelope.body.shared_state_delta ?? null;
      if (delta !== null) changes.push({ seq, thread: id, author_name, delta });
    }
  }
  return changes.sort((a, b) => a.seq - b.seq);
}

function isStatement(entry: Entry): entry is Entry<Statement> {
  return entry.envelope.type !== 'HELLO';
}

function threadIdOf({ seq, envelope }: Entry<Statement>, threadOf: ReadonlyMap<number, number>): number | null {
  if (typeof envelope.thread === 'number') return envelope.thread;
  const about = subjectOf(envelope);
  const inherited = about === null ? undefined : threadOf.get(about);
  if (inherited !== undefined) return inherited;
  const opener = openerNamedBy(envelope);
  if (opener !== null && opener < seq) return opener;
  return envelope.type === 'SYNC' ? null : seq;
}

/** A message that has to be a statement. It may have been deleted, as old messages are: its thread is the same as before. */
function openerNamedBy(envelope: Statement): number | null {
  return envelope.type === 'CHALLENGE' || envelope.type === 'HARVEST' || envelope.type === 'BURY' ? subjectOf(envelope) : null;
}

/** The message that a statement is about. */
function subjectOf(envelope: Statement): number | null {
  switch (envelope.type) {
    case 'CHALLENGE':
      return envelope.body.target_seq;
    case 'HARVEST':
    case 'BURY':
      return envelope.body.spark_seq;
    default:
      return envelope.reply_to ?? null;
  }
}

function threadFrom(id: number, entries: Entry<Statement>[]): Thread {
  const said = entries.map((entry) => entry.envelope);
  const resolves = said.filter((each) => each.type === 'RESOLVE');
  const fuses = said.filter((each) => each.type === 'FUSE').length;
  return {
    id,
    headline: headlineOf(said),
    status: fuses > 0 ? 'fused' : resolves.length > 0 ? 'resolved' : 'open',
    basis: resolves[0]?.body.basis ?? null,
    spark: sparkOf(said),
    disputed: [...verdictsOf(entries)].flatMap(([seq, { isDisputed }]) => (isDisputed ? [seq] : [])),
    nudge: fuses > 0 && fuses % FUSES_PER_SYNC === 0,
    entries,
  };
}

function headlineOf([opener]: readonly Statement[]): string {
  if (!opener) return '';
  if (opener.type === 'ASSERT') return opener.body.claim;
  if (opener.type === 'PROBE') return opener.body.question;
  return opener.intent?.trim() || mainOf(opener).trim() || opener.type;
}

function sparkOf(said: readonly Statement[]): Thread['spark'] {
  const isOfIdea = said[0]?.type === 'SPARK' || said[0]?.type === 'HARVEST' || said[0]?.type === 'BURY';
  if (!isOfIdea) return null;
  const last = said.findLast((each) => each.type === 'HARVEST' || each.type === 'BURY');
  if (!last) return 'open';
  return last.type === 'HARVEST' ? 'harvested' : 'buried';
}
