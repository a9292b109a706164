// The reader's thread: it reads the archive on a handle that cannot write, so that no one else waits for the disk.
import { parentPort, workerData } from 'node:worker_threads';
import { createArchiveReads } from './archive-reads.ts';
import { openForReading } from './database.ts';
import { placeOf } from './file-place.ts';
import { answerTo, type ToReader } from './reader-messages.ts';
import { createReads } from './reads.ts';

const port = parentPort;
if (!port) throw new Error('The reader runs in a worker thread.');

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- reader-thread.ts gives it
const { file, place } = workerData as { file: string; place: string | null };
const db = openForReading(file);
// Another home may have been put there meanwhile. Nothing of it is read.
if (placeOf(file) !== place) throw new Error("The home's folder was moved or deleted.");
const reads = createReads(db);
const archive = createArchiveReads(reads);

port.on('message', (message: ToReader | 'close') => {
  if (message !== 'close') return port.postMessage(answerTo(reads, archive, message));
  db.close();
  port.close();
});
