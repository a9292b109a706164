// Group commit: many operations share one transaction and one wait for the disk.
import type Database from 'better-sqlite3';
import { ERROR_TEXTS } from '../../../src-shared/error-texts.ts';
import { AppError, type ErrorCode } from '../../../src-shared/errors.ts';
import type { Change } from './interfaces/change.ts';
import type { RowChange } from './interfaces/stored-directory.ts';
import type { Operations, Steps, Tx } from './interfaces/tx.ts';
import { runSteps } from './steps.ts';
import type { Reads } from './reads.ts';
import { TransactionState } from './transaction.ts';
import { reasonOf } from '../../../src-shared/reason.ts';

export interface Act {
  name: string;
  args: unknown;
}

/** The outcome of one operation. Plain data: it is sent between threads. */
export type Outcome = { ok: true; result: unknown; changes: Change[] } | { ok: false; code: ErrorCode; message: string };

/** Plain data as well. */
export interface Committed {
  /** One for each operation. */
  outcomes: Outcome[];
  /** The directory's rows that they changed, in order. */
  rows: RowChange[];
  /** The position of the newest change on disk. */
  cursor: number;
}

/** Runs batches of these operations on one database handle. */
export function createBatchRunner(operations: Operations, db: Database.Database, reads: Reads, now: () => number) {
  const tx = new TransactionState(db, reads);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  // Nothing else writes to this database.
  let cursor = reads.cursor();

  /**
   * Commits all operations together. An operation that refuses before it writes costs the others nothing. After any other failure
   * each operation is tried alone, unless none of them can be saved: waiting for a lock once for each of a thousand would take
   * an hour.
   */
  function run(acts: readonly Act[]): Committed {
    try {
      return inTransaction(() => acts.map(attempt));
    } catch (error) {
      if (acts.length === 1 || isForAll(error)) return { outcomes: acts.map(() => failed(error)), rows: [], cursor };
      const each = acts.map((act) => run([act]));
      return { outcomes: each.flatMap(({ outcomes }) => outcomes), rows: each.flatMap(({ rows }) => rows), cursor };
    }
  }

  function inTransaction(work: () => Outcome[]): Committed {
    begin.run();
    try {
      tx.begin(now(), cursor);
      const outcomes = work();
      tx.finish();
      commit.run();
      tx.committed();
      ({ cursor } = tx);
      return { outcomes, rows: tx.rows, cursor };
    } catch (error) {
      if (db.inTransaction) rollback.run();
      throw error;
    }
  }

  function attempt(act: Act): Outcome {
    const { writeCount } = tx;
    tx.changes = [];
    try {
      const result = call(operations, act, tx);
      return { ok: true, result, changes: tx.changes };
    } catch (error) {
      if (error instanceof AppError && tx.writeCount === writeCount) return failed(error);
      throw error;
    }
  }

  return { run };
}

function call(operations: Operations, { name, args }: Act, tx: TransactionState): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the name and its arguments were matched by the types where the act was asked for
  const operation = operations[name] as (tx: Tx, args: unknown) => Steps<unknown>;
  return runSteps(operation(tx, args));
}

function failed(error: unknown): Outcome {
  if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
  const sqlite = codeOf(error);
  // The row that it belongs to was deleted by an earlier operation of the batch.
  if (sqlite === 'SQLITE_CONSTRAINT_FOREIGNKEY') return { ok: false, code: 'room_not_found', message: ERROR_TEXTS.room_not_found };
  const code = sqlite === 'SQLITE_FULL' ? 'storage_full' : 'internal_error';
  return { ok: false, code, message: SENTENCES.find(([start]) => sqlite.startsWith(start))?.[1] ?? sentence(error) };
}

const SENTENCES = [
  ['SQLITE_FULL', 'The disk is full. Nothing was saved. Free some space and try again.'],
  ['SQLITE_BUSY', "Another program keeps the home's database locked: nothing was saved. End it and try again."],
  ['SQLITE_READONLY', "The home's database may not be written: nothing was saved."],
  ['SQLITE_IOERR', 'The disk could not be written: nothing was saved.'],
  ['SQLITE_CORRUPT', 'The database is damaged: nothing was saved.'],
] as const;

/** The cause is the disk or the whole database, not one operation. */
function isForAll(error: unknown): boolean {
  return /^SQLITE_(?:BUSY|READONLY|IOERR|CANTOPEN|NOTADB)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function sentence(error: unknown): string {
  return `The home could not save that. ${reasonOf(error)}`;
}
