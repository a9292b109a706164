// The transaction of SQLite: it answers each step at once.
import type Database from 'better-sqlite3';
import type { Message } from '../../../src-shared/objects.ts';
import type { Thread } from '../../../src-shared/threads.ts';
import { changeOf, posted } from './change.ts';
import type { Change } from './interfaces/change.ts';
import type { Recorded, Steps, Stepwise, Tx, TxReads } from './interfaces/tx.ts';
import type { RowChange } from './interfaces/stored-directory.ts';
import type { TxWrites } from './interfaces/tx-writes.ts';
import type { Reads } from './reads.ts';
import type { ChangeRow } from './tables/changes.ts';
import type { AgentRun } from './tables/rooms.ts';
import { prepareAll, type Prepared } from './statement.ts';
import { done, stepwise } from './steps.ts';
import { writeStatements } from './writes.ts';

/** The writer's own handle: counts what it hands out, so that a whole batch needs each room's row only once. */
export class TransactionState implements Tx {
  readonly reads: Stepwise<TxReads>;
  readonly writes: Stepwise<TxWrites>;
  now = 0;
  changes: Change[] = [];
  /** Changed by this batch so far, in order. */
  rows: RowChange[] = [];
  readonly #reads: Reads;
  readonly #writes: TxWrites;
  #writeCount = 0;
  #cursor = 0;
  /** The newest seq of a room, and when that message was written. */
  readonly #advanced = new Map<string, { last_seq: number; last_message_at: number }>();
  /** Of the rooms that this batch asked about. */
  readonly #runs = new Map<string, AgentRun>();
  readonly #changedRuns = new Set<string>();
  readonly #areAgents = new Map<string, boolean>();
  /** Bytes that this batch stores besides messages, and bytes that it deletes. */
  readonly #stored = new StoredBytes();
  /** Bytes of the messages of this batch. */
  readonly #posted = new StoredBytes();
  /** Bytes of messages that earlier batches committed. The table gets them with the next count. */
  readonly #uncounted = new StoredBytes();
  #isCounted = false;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    this.#writes = this.#counted(db);
    this.reads = stepwise<TxReads>(reads);
    this.writes = stepwise(this.#writes);
  }

  /** The number of writes so far. An operation that fails without writing leaves the batch clean. */
  get writeCount(): number {
    return this.#writeCount;
  }

  /** The newest position that was handed out. */
  get cursor(): number {
    return this.#cursor;
  }

  /** `cursor`: the newest position on disk. */
  begin(now: number, cursor: number): void {
    this.now = now;
    this.changes = [];
    this.rows = [];
    this.#advanced.clear();
    this.#runs.clear();
    this.#changedRuns.clear();
    this.#areAgents.clear();
    this.#stored.clear();
    this.#posted.clear();
    this.#isCounted = false;
    this.#cursor = cursor;
  }

  nextCursor(): Steps<number> {
    return done(this.#next());
  }

  nextSeq(roomId: string, writtenAt = this.now): Steps<number> {
    const seq = this.#last(roomId) + 1;
    const before = this.#advanced.get(roomId)?.last_message_at ?? writtenAt;
    this.#advanced.set(roomId, { last_seq: seq, last_message_at: Math.max(before, writtenAt) });
    return done(seq);
  }

  lastSeq(roomId: string): Steps<number> {
    return done(this.#last(roomId));
  }

  agentRun(roomId: string): Steps<AgentRun> {
    const known = this.#runs.get(roomId) ?? this.#reads.agentRun(roomId);
    this.#runs.set(roomId, known);
    return done(known);
  }

  setAgentRun(roomId: string, run: AgentRun): Steps<void> {
    this.#runs.set(roomId, run);
    this.#changedRuns.add(roomId);
    return RECORDED;
  }

  isAgent(participantId: string): Steps<boolean> {
    const known = this.#areAgents.get(participantId) ?? this.#reads.participant(participantId)?.kind === 'agent';
    this.#areAgents.set(participantId, known);
    return done(known);
  }

  /** Writes the rooms' new last seq and their runs, once for each room. */
  flush(): void {
    for (const id of this.#changedRuns) {
      const run = this.#runs.get(id);
      if (run) this.#writes.setAgentRun({ id, ...run });
    }
    this.#changedRuns.clear();
    for (const [id, last] of this.#advanced) this.#writes.advanceRoom({ id, ...last });
    this.#advanced.clear();
  }

  stored(participantId: string, bytes: number): void {
    this.#stored.add(participantId, bytes);
  }

  /** Ends the batch: writes the rows that all of its operations share. */
  finish(): void {
    this.flush();
    // A row and its page for each message would be a sixth of what a commit of one message writes. So messages are counted together.
    this.#isCounted = !this.#stored.isEmpty || this.#posted.total + this.#uncounted.total > UNCOUNTED_BYTES_MAX;
    if (this.#isCounted) this.#count();
  }

  /** The batch is on disk. */
  committed(): void {
    if (this.#isCounted) this.#uncounted.clear();
    else this.#uncounted.addAll(this.#posted);
  }

  #count(): void {
    this.#stored.addAll(this.#uncounted);
    this.#stored.addAll(this.#posted);
    for (const [participant_id, bytes] of this.#stored) if (bytes !== 0) this.#writes.addStored({ participant_id, bytes });
    this.#writes.countThrough({ cursor: this.#cursor });
  }

  record({ type, room_id, subject_id, only_id, payload }: Recorded): Steps<void> {
    this.flush();
    const row: ChangeRow = {
      cursor: this.#next(),
      type,
      room_id: room_id ?? null,
      subject_id: subject_id ?? null,
      only_id: only_id ?? null,
      payload: payload === undefined ? null : JSON.stringify(payload),
    };
    this.#writes.insertChange(row);
    const change = changeOf(this.#reads, row);
    if (change) this.changes.push(change);
    return RECORDED;
  }

  posted(message: Message, cursor: number, thread: Thread | null): void {
    this.#posted.add(message.author_id, bytesOf(message));
    this.changes.push(posted(message, cursor, thread));
  }

  #next(): number {
    this.#cursor += 1;
    return this.#cursor;
  }

  #last(roomId: string): number {
    return this.#advanced.get(roomId)?.last_seq ?? this.#reads.lastSeq(roomId);
  }

  #counted(db: Database.Database): TxWrites {
    const prepared = prepareAll(db, writeStatements);
    const counted = Object.entries(prepared).map(([name, statement]: [string, Prepared<unknown, never>]) => [
      name,
      (params: never): number => {
        this.#writeCount += 1;
        const { count, rows } = statement.run(params);
        const { follows } = statement;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the statement returns the followed columns of its table
        if (follows) for (const row of rows) this.rows.push({ table: follows.table, row, isGone: follows.isDeletion } as RowChange);
        return count;
      },
    ]);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys, each with its own statement; `writeStatements` compares their rows
    return Object.fromEntries(counted) as TxWrites;
  }
}

const RECORDED = done(undefined);

/** At most this many bytes of messages are not counted yet. After a crash, the next start counts them. */
const UNCOUNTED_BYTES_MAX = 64 * 1024;

/** As `storedReads.messageWeight`. */
function bytesOf({ content, metadata, act, choices }: Message): number {
  const others = [metadata, act, choices].filter((each) => each !== null && each !== undefined);
  return Buffer.byteLength(content) + others.reduce<number>((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0);
}

/** Bytes by participant. */
class StoredBytes {
  readonly #bytes = new Map<string, number>();
  total = 0;

  get isEmpty(): boolean {
    return this.#bytes.size === 0;
  }

  add(participantId: string, bytes: number): void {
    this.#bytes.set(participantId, (this.#bytes.get(participantId) ?? 0) + bytes);
    this.total += bytes;
  }

  addAll(others: StoredBytes): void {
    for (const [id, bytes] of others) this.add(id, bytes);
  }

  clear(): void {
    this.#bytes.clear();
    this.total = 0;
  }

  [Symbol.iterator](): MapIterator<[string, number]> {
    return this.#bytes[Symbol.iterator]();
  }
}
