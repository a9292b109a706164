// The writer's thread: the only one that writes to the database. It takes a batch, commits it, and answers.
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
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    port.close();
    return;
  }
  port.postMessage(runner.run(message));
});
