// Scheduled messages whose time is over when a backup is restored. They may have been sent since the backup was made, and no one
// expects an old one now: none is sent. One that repeats waits for its next time.
import type Database from 'better-sqlite3';
import { nextTime, Repeat } from '../../../../src-shared/repeat.ts';
import { RESTORED, type ScheduledFailure } from '../../../../src-shared/scheduled.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';

type Overdue = Pick<ScheduledRow, 'id' | 'first_at' | 'repeat'>;

const FAILURE = 'Its time passed before the server was restored from a backup.';

/** `db`: of the backup, in the schema of this program. */
export function holdOverdue(db: Database.Database, now: number): void {
  const overdue = db.prepare<[number], Overdue>('SELECT id, first_at, repeat FROM scheduled WHERE due_at <= ?').all(now);
  const postpone = db.prepare('UPDATE scheduled SET send_at = @at, due_at = @at, version = version + 1 WHERE id = @id');
  const fail = db.prepare('UPDATE scheduled SET due_at = NULL, failure = @failure, version = version + 1 WHERE id = @id');
  const failure: ScheduledFailure = { at: now, code: RESTORED, message: FAILURE };
  db.transaction(() => {
    for (const { id, ...row } of overdue) {
      const at = nextOf(row, now);
      if (at === null) fail.run({ id, failure: JSON.stringify(failure) });
      else postpone.run({ id, at });
    }
  })();
}

/** Null: it is sent once, or its rhythm cannot be read. */
function nextOf({ repeat, first_at }: Omit<Overdue, 'id'>, now: number): number | null {
  if (repeat === null) return null;
  try {
    return nextTime(Repeat.parse(JSON.parse(repeat)), first_at, now);
  } catch {
    return null;
  }
}
