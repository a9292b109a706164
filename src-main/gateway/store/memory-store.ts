// The rooms that live in memory only: the same tables, acts and reads on a database that is never on disk. Its events
// have no cursor, since there is nothing to resume from once the process is gone.
import Database from 'better-sqlite3';
import { AppError } from '../../../src-shared/errors.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import type { ActArgs, ActName, ActResult } from './acts.ts';
import { createBatchRunner } from './batch.ts';
import type { Change } from './change.ts';
import { applyMigrations } from './migrate.ts';
import { createReads, type Reads } from './reads.ts';

export interface MemoryStore {
  readonly reads: Reads;
  write<A extends ActName>(name: A, args: ActArgs<A>): ActResult<A>;
  /** Its rows name participants, so it has to know them. */
  learn(participant: Participant): void;
}

export async function openMemoryStore(onChanges: (changes: Change[]) => void): Promise<MemoryStore> {
  const db = new Database(':memory:');
  await applyMigrations(db);
  // What SQLite sorts or sets aside stays in memory too.
  db.pragma('temp_store = MEMORY');
  // A room here may be under one that is on disk.
  db.pragma('foreign_keys = OFF');
  const reads = createReads(db, { ephemeral: true });
  const runner = createBatchRunner(db, reads, Date.now);
  const insert = db.prepare(
    `INSERT OR REPLACE INTO participants (id, kind, name, role, scope, type, owner_id, capabilities, created_at, revoked_at, tells_reads,
       color, picture, status, time_zone, description, removed_at)
     VALUES (@id, @kind, @name, @role, @scope, @type, @owner_id, @capabilities, @created_at, @revoked_at, @tells_reads,
       @color, @picture, @status, @time_zone, @description, @removed_at)`,
  );
  return {
    reads,
    write<A extends ActName>(name: A, args: ActArgs<A>): ActResult<A> {
      const [outcome] = runner.run([{ name, args }]);
      if (!outcome) throw new AppError('internal_error');
      if (!outcome.ok) throw new AppError(outcome.code, outcome.message);
      onChanges(outcome.changes.map(({ only_id, event }) => ({ only_id, event: withoutCursor(event) })));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the result is that of the act of this name
      return outcome.result as ActResult<A>;
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

function withoutCursor(event: Change['event']): Change['event'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every event that a room in memory has may be without a cursor
  return { ...event, cursor: null } as Change['event'];
}
