// What an act of the store works with, inside one transaction of the writer.
import type Database from 'better-sqlite3';
import type { Message } from '../../../src-shared/objects.ts';
import { eventOf, type Change, type RecordedType } from './change.ts';
import type { Reads } from './reads.ts';
import type { ChangeRow } from './schema.ts';
import { prepareAll, type Prepared } from './statement.ts';
import { writeStatements } from './write-statements.ts';

export type Writes = ReturnType<typeof prepareAll<typeof writeStatements>>;

interface Recorded {
  type: RecordedType;
  room_id?: string;
  subject_id?: string;
  only_id?: string;
  payload?: unknown;
}

export interface Transaction {
  readonly reads: Reads;
  readonly writes: Writes;
  /** UTC milliseconds; the same for all acts of one batch. */
  readonly now: number;
  nextCursor(): number;
  /** The next seq of a room. The room's row is brought up to it before an event shows it. */
  nextSeq(roomId: string): number;
  lastSeq(roomId: string): number;
  /** Notes a change that is written already, and makes its event. */
  record(change: Recorded): void;
  posted(message: Message, cursor: number): void;
  /** Adds to the participant's stored bytes. Negative: bytes were deleted. */
  stored(participantId: string, bytes: number): void;
}

/** The writer's own handle: counts what it hands out, so that a whole batch needs each room's row only once. */
export class TransactionState implements Transaction {
  readonly reads: Reads;
  readonly writes: Writes;
  now = 0;
  changes: Change[] = [];
  #writeCount = 0;
  #cursor = 0;
  readonly #advanced = new Map<string, number>();
  readonly #stored = new Map<string, number>();

  constructor(db: Database.Database, reads: Reads) {
    this.reads = reads;
    this.writes = this.#counting(prepareAll(db, writeStatements));
  }

  /** How much was written so far: an act that fails without writing leaves the batch clean. */
  get writeCount(): number {
    return this.#writeCount;
  }

  begin(now: number): void {
    this.now = now;
    this.changes = [];
    this.#advanced.clear();
    this.#stored.clear();
    this.#cursor = this.reads.cursor();
  }

  nextCursor(): number {
    this.#cursor += 1;
    return this.#cursor;
  }

  nextSeq(roomId: string): number {
    const seq = this.lastSeq(roomId) + 1;
    this.#advanced.set(roomId, seq);
    return seq;
  }

  lastSeq(roomId: string): number {
    return this.#advanced.get(roomId) ?? this.reads.lastSeq(roomId);
  }

  /** Writes the rooms' new last seq, once for each room. */
  flush(): void {
    for (const [id, last_seq] of this.#advanced) this.writes.advanceRoom.run({ id, last_seq, last_message_at: this.now });
    this.#advanced.clear();
  }

  stored(participantId: string, bytes: number): void {
    this.#stored.set(participantId, (this.#stored.get(participantId) ?? 0) + bytes);
  }

  /** Ends the batch: writes the rows that all of its acts share. */
  finish(): void {
    this.flush();
    for (const [participant_id, bytes] of this.#stored) if (bytes !== 0) this.writes.addStored.run({ participant_id, bytes });
    this.#stored.clear();
  }

  record({ type, room_id, subject_id, only_id, payload }: Recorded): void {
    this.flush();
    const row: ChangeRow = {
      cursor: this.nextCursor(),
      type,
      room_id: room_id ?? null,
      subject_id: subject_id ?? null,
      only_id: only_id ?? null,
      payload: payload === undefined ? null : JSON.stringify(payload),
    };
    this.writes.insertChange.run(row);
    const event = eventOf(this.reads, row);
    if (event) this.changes.push({ only_id: row.only_id, event });
  }

  posted(message: Message, cursor: number): void {
    this.changes.push({ only_id: null, event: { type: 'message.posted', cursor, message } });
  }

  #counting(writes: Writes): Writes {
    const counted = Object.entries(writes).map(([name, prepared]: [string, Prepared<unknown, never>]) => {
      const run = (params: never): number => {
        this.#writeCount += 1;
        return prepared.run(params);
      };
      return [name, { ...prepared, run }];
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys, each still its own statement
    return Object.fromEntries(counted) as Writes;
  }
}
