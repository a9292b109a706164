// A worker thread that runs only while there is work for it. It starts with the first message and ends after an idle time, so that
// a server in which nothing happens needs no memory for it. After a fault it stays away for the time of the back-off.
import { Worker } from 'node:worker_threads';
import { createBackoff, SCHEDULES } from '../../../src-shared/client/backoff.ts';

const IDLE_MS = 30_000;
/** Longer than any piece of its work takes. A thread that has not ended by then is ended by force: it holds nothing that is not on disk. */
const END_MS = 5_000;

export interface IdleThreadOptions<From> {
  /** The compiled program, or its source. It ends when it receives 'close'. */
  program: URL | string;
  workerData: unknown;
  /** True while an answer of the thread is awaited: it does not end then. */
  isBusy(): boolean;
  onMessage(message: From): void;
  /** The thread ended by a fault. Called once for each thread. */
  onFault(error: Error): void;
  after(ms: number, run: () => void): () => void;
}

export interface IdleThread<To> {
  /** Sends to the thread and starts it if need be. Returns false, and sends nothing, after a fault and after `close`. */
  post(message: To): boolean;
  readonly isRunning: boolean;
  /** It stays away after a fault. */
  readonly isResting: boolean;
  /** Waits until the thread has ended. It does its work first, unless that takes longer than `END_MS`. */
  close(): Promise<void>;
}

export function createIdleThread<To, From>(options: IdleThreadOptions<From>): IdleThread<To> {
  const { program, workerData, isBusy, onMessage, onFault, after } = options;
  const backoff = createBackoff(SCHEDULES.thread);
  let worker: Worker | null = null;
  let isClosed = false;
  let cancelRest: (() => void) | null = null;
  let cancelIdle: (() => void) | null = null;

  function start(): Worker {
    const started = new Worker(program, { workerData });
    started.on('message', (message: From) => {
      backoff.reset();
      onMessage(message);
    });
    started.once('error', (error: Error) => failed(started, error));
    started.once('exit', () => failed(started, new Error('The thread ended by itself.')));
    return started;
  }

  function failed(which: Worker, error: Error): void {
    if (worker !== which) return;
    worker = null;
    if (!isClosed) cancelRest = after(backoff.next(), () => (cancelRest = null));
    onFault(error);
  }

  function stayAwake(): void {
    cancelIdle?.();
    cancelIdle = after(IDLE_MS, () => {
      if (isBusy()) stayAwake();
      else void end();
    });
  }

  async function end(): Promise<void> {
    const ending = worker;
    worker = null;
    if (!ending) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    const cancel = after(END_MS, () => void ending.terminate());
    ending.postMessage('close');
    await ended;
    cancel();
  }

  return {
    post(message) {
      if (isClosed || cancelRest) return false;
      worker ??= start();
      stayAwake();
      worker.postMessage(message);
      return true;
    },
    get isRunning() {
      return worker !== null;
    },
    get isResting() {
      return cancelRest !== null;
    },
    async close() {
      isClosed = true;
      cancelIdle?.();
      cancelRest?.();
      await end();
    },
  };
}
