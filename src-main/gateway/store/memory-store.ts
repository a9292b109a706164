// The rooms that live in memory only: the same tables, acts and reads on a database that is never on disk. Its events
// have no cursor, since there is nothing to resume from once the process is gone.
import Database from 'better-sqlite3';
import { AppError } from '../../../src-shared/errors.ts';
import { EPHEMERAL_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import type { ActArgs, ActName, ActResult } from './acts.ts';
import { createBatchRunner } from './batch.ts';
import type { Change } from './change.ts';
import { createReads, type Reads } from './reads.ts';

export interface MemoryStore {
  readonly reads: Reads;
  write<A extends ActName>(name: A, args: ActArgs<A>): ActResult<A>;
  /** Its rows name participants, so it has to know them. */
  learn(participant: Participant): void;
}

/** Oldest messages that go at a time, so that nobody waits long for it. */
const SWEPT_AT_ONCE = 200;

export interface MemoryStoreOptions {
  /** Of the database on disk (`schemaOf`): to run all migrations again takes most of the time of a start. */
  schema: readonly string[];
  onChanges(changes: Change[]): void;
  bytesMax?: number;
}

export function openMemoryStore({ schema, onChanges, bytesMax = EPHEMERAL_BYTES_MAX }: MemoryStoreOptions): MemoryStore {
  const db = new Database(':memory:');
  for (const statement of schema) db.exec(statement);
  const pageBytes = Number(db.pragma('page_size', { simple: true }));
  // Votes and tasks count too. Past this nothing is taken any more, before the machine has no memory left for all else.
  db.pragma(`max_page_count = ${Math.ceil((2 * bytesMax) / pageBytes)}`);
  // What SQLite sorts or sets aside stays in memory too.
  db.pragma('temp_store = MEMORY');
  // A room here may be under one that is on disk.
  db.pragma('foreign_keys = OFF');
  const reads = createReads(db, { ephemeral: true });
  const runner = createBatchRunner(db, reads, Date.now);
  const insert = db.prepare(
    `INSERT OR REPLACE INTO participants (id, kind, name, role, scope, type, owner_id, capabilities, created_at, revoked_at, tells_reads,
       color, picture, status, time_zone, description, removed_at, earlier_names, returns)
     VALUES (@id, @kind, @name, @role, @scope, @type, @owner_id, @capabilities, @created_at, @revoked_at, @tells_reads,
       @color, @picture, @status, @time_zone, @description, @removed_at, @earlier_names, @returns)`,
  );

  /** What was written in each room and is still there, in characters. */
  const weights = new Map<string, number>();

  function weigh({ event }: Change): void {
    if (event.type === 'room.removed') weights.delete(event.room_id);
    if (event.type !== 'message.posted' && event.type !== 'message.changed') return;
    const { room_id, content, metadata } = event.message;
    weights.set(room_id, (weights.get(room_id) ?? 0) + content.length + (metadata === null ? 0 : JSON.stringify(metadata).length));
  }

  function isTooMuch(): boolean {
    const pages = Number(db.pragma('page_count', { simple: true })) - Number(db.pragma('freelist_count', { simple: true }));
    return pages * pageBytes > bytesMax;
  }

  /**
   * Nobody resumes here, so what happened need not be kept, but for the newest, from which cursors go on. When that is not
   * enough the heaviest room loses its oldest messages: whoever writes too much writes over their own.
   */
  function lighten(): void {
    db.exec('DELETE FROM changes WHERE cursor < (SELECT max(cursor) FROM changes)');
    if (!isTooMuch()) return;
    const [room_id, weight] = [...weights].reduce((heaviest, each) => (each[1] > heaviest[1] ? each : heaviest), ['', 0]);
    const count = reads.lastSeq(room_id) - reads.sweptSeq(room_id);
    if (count === 0) return void weights.delete(room_id);
    const swept = run('sweepRoom', { room_id, before: Infinity, limit: Math.min(SWEPT_AT_ONCE, Math.ceil(count / 2)) });
    weights.set(room_id, weight * (1 - swept / count));
  }

  function run<A extends ActName>(name: A, args: ActArgs<A>): ActResult<A> {
    const [outcome] = runner.run([{ name, args }]);
    if (!outcome) throw new AppError('internal_error');
    if (!outcome.ok) throw new AppError(outcome.code, outcome.code === 'storage_full' ? FULL : outcome.message);
    outcome.changes.forEach(weigh);
    onChanges(outcome.changes.map(({ only_id, event }) => ({ only_id, event: withoutCursor(event) })));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the result is that of the act of this name
    return outcome.result as ActResult<A>;
  }

  return {
    reads,
    write<A extends ActName>(name: A, args: ActArgs<A>): ActResult<A> {
      const result = run(name, args);
      if (isTooMuch()) lighten();
      return result;
    },
    learn(participant) {
      const isPerson = participant.kind === 'person';
      const { id, kind, name, created_at } = participant;
      insert.run({
        id,
        kind,
        name,
        created_at,
        color: participant.color,
        picture: isPerson ? participant.picture : null,
        status: isPerson && participant.status ? JSON.stringify(participant.status) : null,
        time_zone: isPerson ? participant.time_zone : null,
        description: isPerson ? null : participant.description,
        removed_at: isPerson ? null : participant.removed_at,
        earlier_names: participant.earlier_names ? JSON.stringify(participant.earlier_names) : null,
        returns: isPerson && participant.returns ? JSON.stringify(participant.returns) : null,
        role: isPerson ? participant.role : null,
        scope: isPerson ? participant.scope : null,
        type: isPerson ? null : participant.type,
        owner_id: isPerson ? null : participant.owner_id,
        revoked_at: isPerson ? participant.revoked_at : null,
        tells_reads: Number(!isPerson || participant.tells_reads),
        capabilities: isPerson ? null : JSON.stringify(participant.capabilities),
      });
    },
  };
}

const FULL = 'Too much is kept in rooms that live in memory. It can be written when one of them has ended.';

function withoutCursor(event: Change['event']): Change['event'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every event that a room in memory has may be without a cursor
  return { ...event, cursor: null } as Change['event'];
}
