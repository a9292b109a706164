// The gateway's side of the backup worker. Each job has its own thread, which ends with the job.
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../../src-shared/errors.ts';
import type { FromBackupWorker, Job } from './backup-worker.ts';
import type { Newest, Search } from './newest.ts';
import type { Unpacked } from './unpack.ts';

export interface RunningJob {
  done: Promise<Unpacked | null>;
  /** Ends the job at any point. The next job removes its temporary files. */
  end(): Promise<void>;
}

export function startBackupJob(program: URL | string, job: Job, onProgress: (done: number, total: number) => void): RunningJob {
  const worker = new Worker(program, { workerData: job });
  const done = new Promise<Unpacked | null>((resolve, reject) => {
    worker.on('message', (message: FromBackupWorker) => {
      if ('progress' in message) onProgress(message.progress.done, message.progress.total);
      else if ('done' in message) resolve(message.done);
      else if ('failed' in message) reject(new AppError(message.failed.code, message.failed.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new AppError('shutting_down')));
  });
  return {
    done,
    async end() {
      await worker.terminate();
    },
  };
}

/** Neither, when the search fails. */
export function findNewest(program: URL | string, folder: string): Promise<Newest> {
  const search: Search = { do: 'find-newest', folder };
  const worker = new Worker(program, { workerData: search });
  return new Promise((resolve) => {
    const fail = (): void => resolve({ encrypted: null, whole: null });
    worker.once('message', (message: FromBackupWorker) => ('newest' in message ? resolve(message.newest) : fail()));
    worker.once('error', fail);
    worker.once('exit', fail);
  });
}
