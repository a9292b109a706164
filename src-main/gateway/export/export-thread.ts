// The gateway's side of an export: a thread makes it while it is downloaded, and ends with the download.
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../src-shared/errors.ts';
import type { ExportJob, FromExport, ToExport } from './job.ts';

/** Each message is garbage once it is written. A young generation that is larger only grows: 311 MB instead of 233 for 200,000 messages. */
const LIMITS = { maxYoungGenerationSizeMb: 6 };
/** More at once would leave the computer no time for messages. */
const AT_ONCE_MAX = 2;

export class ExportThreads {
  readonly #program: URL | string;
  /** The folder of the home. */
  readonly #folder: string;
  readonly #running = new Set<Worker>();

  constructor(program: URL | string, folder: string) {
    this.#program = program;
    this.#folder = folder;
  }

  /** Resolves with the bytes of the zip when the first of them are there: until then it can fail with a sentence. */
  async start(job: Omit<ExportJob, 'folder'>): Promise<ReadableStream<Uint8Array>> {
    if (this.#running.size >= AT_ONCE_MAX)
      throw new AppError('home_busy', 'The home is busy with other exports. Try again when they are done.');
    const worker = new Worker(this.#program, { workerData: { ...job, folder: this.#folder } satisfies ExportJob, resourceLimits: LIMITS });
    this.#running.add(worker);
    worker.once('exit', () => this.#running.delete(worker));
    let next: Uint8Array | null = await heard(worker);
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (next) {
            controller.enqueue(next);
            const heardNext = heard(worker);
            worker.postMessage('more' satisfies ToExport);
            next = await heardNext;
          }
          if (!next) controller.close();
        },
        cancel: async () => void (await worker.terminate()),
      },
      { highWaterMark: 0 },
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }
}

/** The next piece; null at the end. The thread says nothing more before it is asked for more. */
function heard(worker: Worker): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const onMessage = (message: FromExport): void => {
      done();
      if ('piece' in message) resolve(message.piece);
      else if ('done' in message) resolve(null);
      else reject(new AppError(message.failed.code, message.failed.message));
    };
    const onError = (error: unknown): void => {
      done();
      reject(error instanceof Error ? error : new Error('The export failed.'));
    };
    const onExit = (): void => onError(new AppError('shutting_down', 'The export was interrupted.'));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
