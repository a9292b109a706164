// Runs in the writer's thread, the only one that writes to the database. It receives a batch, commits it, and replies.
import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { createArchiveReads } from './archive-reads.ts';
import { createBatchRunner, type Act, type Outcome } from './batch.ts';
import type { Operations } from './interfaces/tx.ts';
import { openForWriting } from './database.ts';
import { placeOf } from './file-place.ts';
import { releaseStartupMemory } from './release-startup-memory.ts';
import { answerTo, type ToReader } from './reader-messages.ts';
import { createReads } from './reads.ts';

/** The system continues to write to a deleted file, and that data is lost when the process ends. */
const AWAY: Outcome = {
  ok: false,
  code: 'internal_error',
  message: "The home's folder was moved or deleted: nothing was saved. Put it back where it was, or start Lanai again.",
};

/** Call it once, in a worker thread that writer-thread.ts started. */
export function serveWriter(operations: Operations): void {
  const port = parentPort;
  if (!port) throw new Error('The writer runs in a worker thread.');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- writer-thread.ts gives it
  const { file } = workerData as { file: string };
  const db = openForWriting(file);
  const reads = createReads(db);
  const archive = createArchiveReads(reads);
  const runner = createBatchRunner(operations, db, reads, Date.now);
  releaseStartupMemory();
  const opened = placeOf(file);

  port.on('message', (message: Act[] | ToReader | 'close' | 'fold') => {
    if (message === 'fold') return foldLog(db);
    if (message === 'close') {
      foldLog(db);
      db.close();
      port.close();
      return;
    }
    if ('ask' in message) return port.postMessage(answerTo(reads, archive, message));
    port.postMessage(
      placeOf(file) === opened ? runner.run(message) : { outcomes: message.map(() => AWAY), rows: [], cursor: reads.cursor() },
    );
  });
}

/** Where that fails nothing is lost: the log stays, and is read with the database at the next start. */
function foldLog(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}
