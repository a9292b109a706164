// The texts of PDF files. Each file is read in a thread that is made for it and is ended when it takes too long or too much memory: a
// file may be made for that. One at a time, so that many such files take no more than one.
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../../src-shared/errors.ts';
import type { FromPdfReader, PdfJob } from './pdf-job.ts';
import { PdfReading, type PdfText } from './pdf-reading.ts';

const TIME_MS = 10_000;
const MIB = 1024 * 1024;
/** Of the content of its streams, which V8 does not limit. */
const BUFFERS_BYTES_MAX = 256 * MIB;
const MEMORY_CHECKED_EVERY_MS = 200;
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const PAGES_MAX = 500;
const WAITING_MAX = 8;
/** An agent reads a long text in parts. */
const KEPT_MS = 60_000;

export interface PdfTextsOptions {
  /** The compiled program of the thread. */
  program: URL | string;
  resources: string;
  after(ms: number, run: () => void): () => void;
  timeMs?: number;
}

export class PdfTexts {
  readonly #options: PdfTextsOptions;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  /** The newest, by the hash of its file. */
  #kept: { key: string; text: Promise<PdfText>; cancel: () => void } | null = null;
  #isClosed = false;
  #end: () => void = () => undefined;

  constructor(options: PdfTextsOptions) {
    this.#options = options;
  }

  /** `key`: the hash of the content. Throws AppError, with a sentence for people. */
  textOf(file: string, key: string): Promise<PdfText> {
    if (this.#kept?.key === key) return this.#kept.text;
    if (this.#waiting >= WAITING_MAX) throw new AppError('access_denied', 'Other PDF files are being read. Try again in a minute.');
    this.#waiting += 1;
    const text = this.#last
      .then(() => this.#read(file))
      .finally(() => {
        this.#waiting -= 1;
      });
    this.#last = text.catch(() => undefined);
    this.#keep(key, text);
    return text;
  }

  close(): void {
    this.#isClosed = true;
    this.#forget();
    this.#end();
  }

  #keep(key: string, text: Promise<PdfText>): void {
    this.#forget();
    const cancel = this.#options.after(KEPT_MS, () => this.#forget());
    this.#kept = { key, text, cancel };
    text.catch(() => {
      if (this.#kept?.text === text) this.#forget();
    });
  }

  #forget(): void {
    this.#kept?.cancel();
    this.#kept = null;
  }

  async #read(file: string): Promise<PdfText> {
    if (this.#isClosed) throw new AppError('shutting_down');
    const { program, resources, after, timeMs = TIME_MS } = this.#options;
    const job: PdfJob = { file, resources, pagesMax: PAGES_MAX };
    // The library writes to the console. Nothing of that is for the log of the gateway.
    const worker = new Worker(program, { workerData: job, resourceLimits: RESOURCE_LIMITS, env: {}, stdout: true, stderr: true });
    const reading = new PdfReading();
    this.#end = () => reading.end('slow');
    const cancels = [after(timeMs, () => reading.end('slow')), watchBuffers(worker, after, () => reading.end('heavy'))];
    worker.on('message', (message: FromPdfReader) => reading.take(message));
    worker.once('error', (error: unknown) =>
      reading.end(error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'heavy' : 'broken'),
    );
    worker.once('exit', () => reading.end('broken'));
    try {
      return await reading.result;
    } finally {
      this.#end = () => undefined;
      for (const cancel of cancels) cancel();
      await worker.terminate();
    }
  }
}

/** Asks the thread again and again, also while it works. Returns the end. */
function watchBuffers(worker: Worker, after: PdfTextsOptions['after'], onTooMuch: () => void): () => void {
  let isOver = false;
  let cancel = (): void => undefined;
  const again = (): void => {
    if (isOver) return;
    cancel = after(MEMORY_CHECKED_EVERY_MS, () => {
      worker.getHeapStatistics().then(
        ({ external_memory }) => (external_memory > BUFFERS_BYTES_MAX ? onTooMuch() : again()),
        () => 'It has ended.',
      );
    });
  };
  again();
  return () => {
    isOver = true;
    cancel();
  };
}
