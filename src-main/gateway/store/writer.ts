// The writer's thread: the only one that writes to the database. It takes a batch, commits it, and answers.
import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { createBatchRunner, type Act } from './batch.ts';
import { openForWriting } from './database.ts';
import { createReads } from './reads.ts';

const port = parentPort;
if (!port) throw new Error('The writer runs in a worker thread.');

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- writer-thread.ts gives it
const { file } = workerData as { file: string };
const db = openForWriting(file);
const runner = createBatchRunner(db, createReads(db), Date.now);

port.on('message', (message: Act[] | 'close') => {
  if (message === 'close') {
    foldLog();
    db.close();
    port.close();
    return;
  }
  port.postMessage(runner.run(message));
});

/** Where that fails nothing is lost: the log stays, and is read with the database at the next start. */
function foldLog(): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}
