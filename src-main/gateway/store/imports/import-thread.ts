// The gateway's side of the thread that reads an archive.
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ImportPlan, ImportSource } from '../../../../src-shared/imports.ts';
import type { Batch, FromImportWorker, ImportJob } from './import-worker.ts';

/** A larger archive than can be read fails; the home does not. */
const HEAP_MIB_MAX = 192;

export interface ReadListener {
  onSource(source: ImportSource): void;
  onProgress(done: number, total: number): void;
  /** The next batch is read when this one is written. */
  onBatch(batch: Batch): Promise<void>;
}

export interface RunningRead {
  /** The plan; null after the last batch. Rejects with `shutting_down` when it was ended. */
  done: Promise<ImportPlan | null>;
  end(): Promise<void>;
}

export function startReading(program: URL | string, job: ImportJob, listener: ReadListener): RunningRead {
  const worker = new Worker(program, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB_MAX } });
  let writing: Promise<void> = Promise.resolve();
  const done = new Promise<ImportPlan | null>((resolve, reject) => {
    worker.on('message', (message: FromImportWorker) => {
      if ('source' in message) listener.onSource(message.source);
      else if ('progress' in message) listener.onProgress(message.progress.done, message.progress.total);
      else if ('plan' in message) resolve(message.plan);
      else if ('done' in message) resolve(null);
      else if ('failed' in message) reject(new AppError('invalid_payload', message.failed));
      else {
        writing = listener.onBatch(message.batch);
        writing.then(() => worker.postMessage('next'), reject);
      }
    });
    worker.once('error', (error) => reject(isTooLarge(error) ? new AppError('invalid_payload', TOO_LARGE) : error));
    worker.once('exit', () => reject(new AppError('shutting_down')));
  });
  return {
    done,
    async end() {
      await worker.terminate();
      await writing.catch(() => undefined);
    },
  };
}

const TOO_LARGE = 'A part of that archive is too large to be read.';

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
