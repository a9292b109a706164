// The store for ephemeral rooms: the same tables, operations and reads on a database in memory. Its events have no cursor, since
// there is nothing to resume from after the process has ended.
import Database from 'better-sqlite3';
import { AppError } from '../../../src-shared/errors.ts';
import { EPHEMERAL_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { answerOn, createArchiveReads, timedArchive } from './archive-reads.ts';
import { createBatchRunner } from './batch.ts';
import type { Archive } from './interfaces/archive.ts';
import type { Change } from './interfaces/change.ts';
import type { FollowedTable, RowChange } from './interfaces/stored-directory.ts';
import type { ArgsOf, OperationName, Operations, ResultOf, Steps, Tx } from './interfaces/tx.ts';
import { createReads, type Reads } from './reads.ts';

/** The operation by which the heaviest room loses its oldest messages. Returns how many those were. */
export type WithSweep = Operations & { sweepRoom(tx: Tx, args: { room_id: string; before: number; limit: number }): Steps<number> };

export interface MemoryStore<O extends Operations> {
  readonly reads: Reads;
  readonly archive: Archive;
  run<N extends OperationName<O>>(name: N, args: ArgsOf<O, N>): ResultOf<O, N>;
  hasRoom(id: string): boolean;
}

/** How many of the oldest messages are deleted at a time, so that no request waits long for it. */
const SWEPT_AT_ONCE = 200;

/** The participants of the home. Rooms in memory have members, but no participant is kept with them. */
export interface ParticipantSource {
  participant(id: string): Participant | null;
  participants(): Iterable<Participant>;
}

export interface MemoryStoreOptions<O extends WithSweep> {
  operations: O;
  /** Of the database on disk (`schemaOf`): to run all migrations again takes most of the time of a start. */
  schema: readonly string[];
  participants: ParticipantSource;
  onChanges(changes: Change[]): void;
  /** The directory's rows that an operation changed. Called before `onChanges`. */
  onRows(rows: RowChange[]): void;
  /** How long a read of the archive took, in milliseconds. */
  onRead(ms: number): void;
  bytesMax?: number;
}

export function openMemoryStore<O extends WithSweep>({
  operations,
  schema,
  participants,
  onChanges,
  onRows,
  onRead,
  bytesMax = EPHEMERAL_BYTES_MAX,
}: MemoryStoreOptions<O>): MemoryStore<O> {
  const db = new Database(':memory:');
  for (const statement of schema) db.exec(statement);
  const pageBytes = Number(db.pragma('page_size', { simple: true }));
  // Votes and tasks count too. Past this nothing is taken any more, before the machine has no memory left for all else.
  db.pragma(`max_page_count = ${Math.ceil((2 * bytesMax) / pageBytes)}`);
  // SQLite's temporary data stays in memory too.
  db.pragma('temp_store = MEMORY');
  // The parent of a room here may be on disk.
  db.pragma('foreign_keys = OFF');
  const all = createReads(db, { ephemeral: true });
  const reads: Reads = {
    ...all,
    participant: (id) => participants.participant(id),
    participants: () => [...participants.participants()],
    followedRows: () => [...all.followedRows()].filter(isOfRooms),
  };
  const archive = createArchiveReads(reads);
  const runner = createBatchRunner(operations, db, reads, Date.now);
  const roomIds = new Set<string>();
  /** The size of the messages and of the page in each room, in characters. */
  const weights = new Map<string, number>();

  function follow({ event, only_id }: Change): void {
    if (event.type === 'room.created') roomIds.add(event.room.id);
    if (event.type === 'room.removed' && only_id === null) {
      roomIds.delete(event.room_id);
      weights.delete(event.room_id);
    }
    if (event.type === 'room_page.changed') weights.set(event.room_id, (weights.get(event.room_id) ?? 0) + event.bytes);
    if (event.type !== 'message.posted' && event.type !== 'message.changed') return;
    const { room_id, content, metadata } = event.message;
    weights.set(room_id, (weights.get(room_id) ?? 0) + content.length + (metadata === null ? 0 : JSON.stringify(metadata).length));
  }

  function isTooMuch(): boolean {
    const pages = Number(db.pragma('page_count', { simple: true })) - Number(db.pragma('freelist_count', { simple: true }));
    return pages * pageBytes > bytesMax;
  }

  /**
   * No client resumes here, so old changes need not be kept, except the newest, from which cursors continue. When that is not
   * enough, the largest room loses its oldest messages: the cost falls on the room that causes it.
   */
  function lighten(): void {
    db.exec('DELETE FROM changes WHERE cursor < (SELECT max(cursor) FROM changes)');
    if (!isTooMuch()) return;
    const [room_id, weight] = [...weights].reduce((heaviest, each) => (each[1] > heaviest[1] ? each : heaviest), ['', 0]);
    const count = reads.lastSeq(room_id) - reads.expiredThroughSeq(room_id);
    if (count === 0) weights.delete(room_id);
    const swept = runNow<number>('sweepRoom', { room_id, before: Infinity, limit: Math.min(SWEPT_AT_ONCE, Math.ceil(count / 2)) });
    if (count > 0) weights.set(room_id, weight * (1 - swept / count));
  }

  function runNow<R>(name: string, args: unknown): R {
    const { outcomes, rows } = runner.run([{ name, args }]);
    const [outcome] = outcomes;
    if (!outcome) throw new AppError('internal_error');
    if (!outcome.ok) throw new AppError(outcome.code, outcome.code === 'storage_full' ? FULL : outcome.message);
    outcome.changes.forEach(follow);
    onRows(rows.filter(isOfRooms));
    onChanges(outcome.changes.map(({ only_id, event }) => ({ only_id, event: withoutCursor(event) })));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the result is that of the operation of this name
    return outcome.result as R;
  }

  return {
    reads,
    archive: timedArchive((call) => answerOn(reads, archive, call), onRead),
    run<N extends OperationName<O>>(name: N, args: ArgsOf<O, N>): ResultOf<O, N> {
      const result = runNow<ResultOf<O, N>>(name, args);
      if (isTooMuch()) lighten();
      return result;
    },
    hasRoom: (id) => roomIds.has(id),
  };
}

/** All else of the directory, such as the bytes that each has stored, is counted on disk only. */
const OF_ROOMS: ReadonlySet<FollowedTable> = new Set(['rooms', 'memberships', 'subscriptions']);

const isOfRooms = ({ table }: RowChange): boolean => OF_ROOMS.has(table);

const FULL = 'Too much is kept in rooms that live in memory. It can be written when one of them has ended.';

function withoutCursor(event: Change['event']): Change['event'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every event that a room in memory has may be without a cursor
  return { ...event, cursor: null } as Change['event'];
}
