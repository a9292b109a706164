// Group commit: many acts, one transaction, one wait for the disk.
import type Database from 'better-sqlite3';
import { AppError, type ErrorCode } from '../../../src-shared/errors.ts';
import { ACTS, type ActName } from './acts.ts';
import type { Change } from './change.ts';
import type { Reads } from './reads.ts';
import { TransactionState } from './transaction.ts';

export interface Act {
  name: ActName;
  args: unknown;
}

/** What became of one act. Plain data: it crosses from the writer's thread. */
export type Outcome = { ok: true; result: unknown; changes: Change[] } | { ok: false; code: ErrorCode; message: string };

/** Runs batches on one database handle. */
export function createBatchRunner(db: Database.Database, reads: Reads, now: () => number) {
  const tx = new TransactionState(db, reads);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');

  /** All acts in one commit. An act that refuses before it writes costs the others nothing; after any other failure each act is tried by itself. */
  function run(acts: readonly Act[]): Outcome[] {
    try {
      return inTransaction(() => acts.map(attempt));
    } catch (error) {
      if (acts.length === 1) return [failed(error)];
      return acts.map((act) => run([act])[0] ?? failed(error));
    }
  }

  function inTransaction(work: () => Outcome[]): Outcome[] {
    begin.run();
    try {
      tx.begin(now());
      const outcomes = work();
      tx.flush();
      commit.run();
      return outcomes;
    } catch (error) {
      if (db.inTransaction) rollback.run();
      throw error;
    }
  }

  function attempt(act: Act): Outcome {
    const { writeCount } = tx;
    tx.changes = [];
    try {
      const result = call(act, tx);
      return { ok: true, result, changes: tx.changes };
    } catch (error) {
      if (error instanceof AppError && tx.writeCount === writeCount) return failed(error);
      throw error;
    }
  }

  return { run };
}

function call({ name, args }: Act, tx: TransactionState): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the name and its arguments were matched by the types where the act was asked for
  const act = ACTS[name] as (tx: TransactionState, args: unknown) => unknown;
  return act(tx, args);
}

function failed(error: unknown): Outcome {
  if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
  return { ok: false, code: 'internal_error', message: sentence(error) };
}

function sentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return 'The disk is full: nothing was saved. Make room and try again.';
  if (code.startsWith('SQLITE_IOERR')) return 'The disk could not be written: nothing was saved.';
  if (code.startsWith('SQLITE_CORRUPT')) return 'The database is damaged: nothing was saved.';
  return error instanceof Error ? `The home could not save that: ${error.message}` : 'The home could not save that.';
}
