// Reads an archive in a thread of its own: counts it, or hands its parts to the gateway, one batch after another.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ImportPlan, ImportSource } from '../../../../src-shared/imports.ts';
import { reasonOf } from '../../../../src-shared/reason.ts';
import type { Received } from '../blobs/receive.ts';
import { openArchive } from './archive.ts';
import { fitting, type Fit } from './fitting.ts';
import { makePlan } from './make-plan.ts';
import type { Items, SourceFile, SourceMessage, SourcePerson, SourceRoom } from './stream.ts';
import { unusable } from './unusable.ts';

export interface ImportJob {
  do: 'plan' | 'run';
  path: string;
  name: string;
  as: ImportSource | null;
  /** The folder for the files of the archive. */
  folder: string;
  fit: Fit;
  now: number;
}

export type ReadFile = Received & { name: string };
export type ReadMessage = Omit<SourceMessage, 'files'> & { files: ReadFile[] };

/** `people` and `rooms`: those that are new since the last batch. */
export interface Batch {
  people: SourcePerson[];
  rooms: SourceRoom[];
  messages: ReadMessage[];
}

export type FromImportWorker =
  | { source: ImportSource }
  | { progress: { done: number; total: number } }
  | { plan: ImportPlan }
  /** The next one comes after an answer. */
  | { batch: Batch }
  | { done: true }
  | { failed: string };

const BATCH_MESSAGES = 250;
const BATCH_CHARS = 512 * 1024;
const BATCH_FILES = 16;
const TELL_EVERY_MS = 200;
const UNKNOWN = 'The archive could not be read.';

type Tell = (message: FromImportWorker) => void;

async function work(job: ImportJob, tell: Tell, answered: () => Promise<void>): Promise<void> {
  try {
    const archive = await openArchive(job, job.as);
    tell({ source: archive.source });
    const items = fitting(archive.read(), job.fit);
    if (job.do === 'plan') tell({ plan: await makePlan(telling(items, archive, tell)) });
    else {
      await mkdir(job.folder, { recursive: true, mode: 0o700 });
      for await (const batch of batchesOf(items, job.folder)) {
        tell({ batch });
        await answered();
      }
      tell({ done: true });
    }
  } catch (error) {
    tell({ failed: error instanceof AppError ? error.message : `${UNKNOWN} ${reasonOf(error)}` });
  }
}

async function* telling(items: Items, { done, size }: { done(): number; size: number }, tell: Tell): Items {
  let toldAt = 0;
  for await (const item of items) {
    const now = performance.now();
    if (now - toldAt >= TELL_EVERY_MS) tell({ progress: { done: Math.min(done(), size), total: size } });
    if (now - toldAt >= TELL_EVERY_MS) toldAt = now;
    yield item;
  }
}

/** Every batch is of one room, or of people and rooms only. */
async function* batchesOf(items: Items, folder: string): AsyncGenerator<Batch, void, undefined> {
  let batch: Batch = { people: [], rooms: [], messages: [] };
  let chars = 0;
  let files = 0;
  const isFull = (): boolean => batch.messages.length >= BATCH_MESSAGES || chars >= BATCH_CHARS || files >= BATCH_FILES;
  for await (const item of items) {
    if ('leftOut' in item) continue;
    const isOther = 'message' in item && (batch.messages[0]?.room_id ?? item.message.room_id) !== item.message.room_id;
    if (isFull() || isOther) {
      yield batch;
      batch = { people: [], rooms: [], messages: [] };
      [chars, files] = [0, 0];
    }
    if ('person' in item) batch.people.push(item.person);
    else if ('room' in item) batch.rooms.push(item.room);
    else {
      const read = await Promise.all(item.message.files.map((file) => receive(file, folder)));
      batch.messages.push({ ...item.message, files: read });
      chars += item.message.content.length;
      files += read.length;
    }
  }
  yield batch;
}

/** Puts a file of the archive on the disk under a new name. */
async function receive({ name, size, open }: SourceFile, folder: string): Promise<ReadFile> {
  const file = path.join(folder, randomUUID());
  const output = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const chunk of open()) {
      length += chunk.length;
      if (length > size) throw unusable(`The file ${name} in that archive is larger than the archive says.`);
      hash.update(chunk);
      if (!output.write(chunk)) await once(output, 'drain');
    }
    output.end();
    await finished(output);
  } catch (error) {
    output.destroy();
    await rm(file, { force: true });
    throw error;
  }
  return { path: file, name, size: length, sha256: hash.digest('hex') };
}

const port = parentPort;
if (port) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- import-thread.ts gives it
  const job = workerData as ImportJob;
  const answered = async (): Promise<void> => void (await once(port, 'message'));
  void work(job, (message) => port.postMessage(message), answered).finally(() => port.close());
}
