// The main thread's side of the writer. While one batch is on its way to the disk, the next one collects. There is no timer: a
// single operation is sent at once, and a thousand share a commit.
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../src-shared/errors.ts';
import type { TimedAnswer } from './archive-reads.ts';
import type { Act, Committed, Outcome } from './batch.ts';
import type { ArchiveCall } from './interfaces/archive.ts';
import type { Change } from './interfaces/change.ts';
import type { RowChange } from './interfaces/stored-directory.ts';
import type { ArgsOf, OperationName, Operations, ResultOf } from './interfaces/tx.ts';
import type { Writer } from './interfaces/writer.ts';
import { PendingReads, type FromReader } from './reader-messages.ts';

const BATCH_ACTS_MAX = 1_000;
/**
 * The largest size of the texts in one batch. A whole batch is published in one turn of the event loop, and has to fit into the
 * queues of the connections.
 */
const BATCH_CHARS_MAX = 1024 * 1024;

interface Waiting {
  act: Act;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export interface WriterThreadOptions {
  /** The compiled writer, or its source. */
  program: URL | string;
  file: string;
  /** The position of the newest change on disk when the thread starts. */
  cursor: number;
  /** The directory's rows that a batch changed. Called before the changes of the batch. */
  onRows(rows: RowChange[]): void;
  /** Called in the order of commits, before the operation's promise resolves. */
  onChanges(changes: Change[]): void;
  /** So many operations were committed together, in so much time. */
  onBatch?(batch: { acts: number; ms: number }): void;
  /** The thread died: nothing can be saved any more. */
  onDeath(error: Error): void;
}

export interface WriterThread<O extends Operations> extends Writer<O> {
  /** The position of the newest change on disk that was published. */
  cursor(): number;
  /**
   * Reads between two batches. The answer is as new as all that was published before it, and nothing is published between the read
   * and the answer. The operations wait for it.
   */
  read(call: ArchiveCall): Promise<TimedAnswer>;
  /** How many operations are not on disk yet. */
  waiting(): number;
  /** Waits until everything asked for is on disk and nothing more was asked because of it, or for so long. */
  settled(limitMs: number): Promise<void>;
  /** Folds the log into the database: the log then holds nothing that was deleted. */
  fold(): void;
  /** Ends once everything asked for is on disk. */
  close(): Promise<void>;
}

export function startWriterThread<O extends Operations>(options: WriterThreadOptions): WriterThread<O> {
  const worker = new Worker(options.program, { workerData: { file: options.file } });
  let gathering: Waiting[] = [];
  let onDisk: Waiting[] = [];
  let sentAt = 0;
  let { cursor } = options;
  const pending = new PendingReads();
  let isFlushPlanned = false;
  let isClosed = false;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  worker.on('message', (message: Committed | FromReader) => ('ask' in message ? pending.settle(message) : onCommitted(message)));
  worker.once('error', (error: Error) => died(error));
  worker.once('exit', () => {
    if (!isClosed) died(new Error('The writer ended by itself.'));
  });

  function onCommitted({ outcomes, rows, cursor: newest }: Committed): void {
    const batch = onDisk;
    options.onBatch?.({ acts: batch.length, ms: performance.now() - sentAt });
    onDisk = [];
    flush();
    cursor = newest;
    options.onRows(rows);
    outcomes.forEach((outcome, index) => settle(batch[index], outcome));
  }

  function settle(waiting: Waiting | undefined, outcome: Outcome): void {
    if (!outcome.ok) {
      waiting?.reject(new AppError(outcome.code, outcome.message));
      return;
    }
    options.onChanges(outcome.changes);
    waiting?.resolve(outcome.result);
  }

  function flush(): void {
    isFlushPlanned = false;
    if (onDisk.length > 0 || gathering.length === 0) return;
    const count = batchLength(gathering);
    onDisk = gathering.slice(0, count);
    gathering = gathering.slice(count);
    sentAt = performance.now();
    worker.postMessage(onDisk.map((each) => each.act));
  }

  async function settled(limitMs: number): Promise<void> {
    const until = performance.now() + limitMs;
    while ((onDisk.length > 0 || gathering.length > 0) && performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
  }

  function died(error: Error): void {
    isClosed = true;
    for (const { reject } of [...onDisk, ...gathering])
      reject(new AppError('internal_error', 'The home cannot save anything at the moment.', { cause: error }));
    onDisk = [];
    gathering = [];
    pending.rejectAll(() => new AppError('internal_error', 'The home cannot be read at the moment.', { cause: error }));
    options.onDeath(error);
  }

  return {
    run<N extends OperationName<O>>(name: N, args: ArgsOf<O, N>): Promise<ResultOf<O, N>> {
      if (isClosed) return Promise.reject(new AppError('shutting_down'));
      return new Promise((resolve, reject) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the writer answers with the result of the act of this name
        gathering.push({ act: { name, args }, resolve: resolve as (result: unknown) => void, reject });
        if (isFlushPlanned || onDisk.length > 0) return;
        isFlushPlanned = true;
        // After this turn of the loop, so that everything one read of the sockets brought is in the batch.
        setImmediate(flush);
      });
    },
    cursor: () => cursor,
    async read(call) {
      if (isClosed) throw new AppError('shutting_down');
      return pending.ask(call, (message) => worker.postMessage(message));
    },
    waiting: () => onDisk.length + gathering.length,
    settled,
    fold: () => void (isClosed || worker.postMessage('fold')),
    async close() {
      if (isClosed) return;
      await settled(Infinity);
      isClosed = true;
      worker.postMessage('close');
      await ended;
      pending.rejectAll(() => new AppError('shutting_down'));
    },
  };
}

/** How many of those that wait go together; at least one. */
function batchLength(waiting: readonly Waiting[]): number {
  let chars = 0;
  let count = 0;
  for (const { act } of waiting) {
    chars += charsOf(act);
    if (count === BATCH_ACTS_MAX || (count > 0 && chars > BATCH_CHARS_MAX)) break;
    count += 1;
  }
  return count;
}

function charsOf({ args }: Act): number {
  if (typeof args !== 'object' || args === null || !('content' in args)) return 0;
  return typeof args.content === 'string' ? args.content.length : 0;
}
