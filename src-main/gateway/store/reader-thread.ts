// The main thread's side of the reader. The thread starts with the first question and ends when none was asked for a while: a
// home in which nothing is read needs no memory for it.
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../src-shared/errors.ts';
import { placeOf } from './file-place.ts';
import { archiveOf, type Archive, type ArchiveCall, type AsOf } from './interfaces/archive.ts';

const IDLE_MS = 30_000;

export type ToReader = ({ ask: number } & ArchiveCall) | 'close';
export type FromReader = { ask: number } & ({ ok: true; answer: AsOf<unknown> } | { ok: false; reason: string });

export interface ReaderThreadOptions {
  /** The compiled reader, or its source. */
  program: URL | string;
  file: string;
  /** Answers on a handle that is open already: it still reads a home whose folder was moved, where no thread can open it. */
  answerHere(call: ArchiveCall): AsOf<unknown>;
  after(ms: number, run: () => void): () => void;
  log(message: string, error: unknown): void;
}

export interface ReaderThread {
  /** Answers in the order of the questions. A promise fails with `internal_error` when the disk cannot be read, and with `shutting_down`. */
  readonly archive: Archive;
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: AsOf<unknown>): void;
  reject(error: Error): void;
}

export function startReaderThread({ program, file, answerHere, after, log }: ReaderThreadOptions): ReaderThread {
  const waiting = new Map<number, Waiting>();
  const place = placeOf(file);
  let worker: Worker | null = null;
  let asked = 0;
  let cancelIdle: (() => void) | null = null;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(program, { workerData: { file, place } });
    started.on('message', (message: FromReader) => heard(message));
    started.once('error', (error: Error) => failed(started, error));
    started.once('exit', () => failed(started, new Error('The reader ended by itself.')));
    return started;
  }

  function heard(message: FromReader): void {
    const asker = waiting.get(message.ask);
    waiting.delete(message.ask);
    if (message.ok) asker?.resolve(message.answer);
    else asker?.reject(new AppError('internal_error', `The home could not read that. ${message.reason}`));
  }

  /** The next question starts another one. */
  function failed(which: Worker, error: Error): void {
    if (worker !== which) return;
    worker = null;
    log('The home could not be read', error);
    for (const { reject } of waiting.values())
      reject(new AppError('internal_error', 'The home cannot be read at the moment.', { cause: error }));
    waiting.clear();
  }

  function stayAwake(): void {
    cancelIdle?.();
    cancelIdle = after(IDLE_MS, () => {
      if (waiting.size > 0) stayAwake();
      else void end();
    });
  }

  async function end(): Promise<void> {
    const ending = worker;
    worker = null;
    if (!ending) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.postMessage('close' satisfies ToReader);
    await ended;
  }

  async function ask(call: ArchiveCall): Promise<AsOf<unknown>> {
    if (isClosed) throw new AppError('shutting_down');
    if (!worker && placeOf(file) !== place) return answerHere(call);
    return new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      worker ??= start();
      stayAwake();
      worker.postMessage({ ask: asked, ...call } satisfies ToReader);
    });
  }

  return {
    archive: archiveOf(ask),
    async close() {
      isClosed = true;
      cancelIdle?.();
      await end();
      for (const { reject } of waiting.values()) reject(new AppError('shutting_down'));
      waiting.clear();
    },
  };
}
