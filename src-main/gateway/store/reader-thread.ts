// The main thread's side of the reader. While the thread is not there, after a fault or when the folder was moved, the answers come
// from the open handle.
import { AppError } from '../../../src-shared/errors.ts';
import { timedArchive, type TimedAnswer } from './archive-reads.ts';
import { placeOf } from './file-place.ts';
import { createIdleThread, type IdleThreadOptions } from './idle-thread.ts';
import type { Archive, ArchiveCall } from './interfaces/archive.ts';

export type ToReader = { ask: number } & ArchiveCall;
export type FromReader = { ask: number } & ({ ok: true; answer: TimedAnswer } | { ok: false; reason: string });

export interface ReaderThreadOptions extends Pick<IdleThreadOptions<FromReader>, 'program' | 'after'> {
  file: string;
  /** Reads on a handle that is open already: it still reads a home whose folder was moved, where no thread can open it. */
  answerHere(call: ArchiveCall): TimedAnswer;
  /** How long a read took, in milliseconds. Called in the asynchronous context of its question. */
  onRead(ms: number): void;
  log(message: string, error: unknown): void;
}

export interface ReaderThread {
  /** Answers in the order of the questions. A promise fails with `internal_error` when the disk cannot be read, and with `shutting_down`. */
  readonly archive: Archive;
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: TimedAnswer): void;
  reject(error: Error): void;
}

export function startReaderThread({ program, file, answerHere, onRead, after, log }: ReaderThreadOptions): ReaderThread {
  const waiting = new Map<number, Waiting>();
  const place = placeOf(file);
  let asked = 0;
  let isClosed = false;

  const thread = createIdleThread<ToReader, FromReader>({
    program,
    workerData: { file, place },
    isBusy: () => waiting.size > 0,
    onMessage(message) {
      const asker = waiting.get(message.ask);
      waiting.delete(message.ask);
      if (message.ok) asker?.resolve(message.answer);
      else asker?.reject(new AppError('internal_error', `The home could not read that. ${message.reason}`));
    },
    onFault(error) {
      log('The home could not be read', error);
      rejectAll(() => new AppError('internal_error', 'The home cannot be read at the moment.', { cause: error }));
    },
    after,
  });

  function rejectAll(reason: () => AppError): void {
    for (const { reject } of waiting.values()) reject(reason());
    waiting.clear();
  }

  function answered(call: ArchiveCall): TimedAnswer | Promise<TimedAnswer> {
    if (isClosed) throw new AppError('shutting_down');
    if (!thread.isRunning && placeOf(file) !== place) return answerHere(call);
    asked += 1;
    const ask = asked;
    if (!thread.post({ ask, ...call })) return answerHere(call);
    return new Promise((resolve, reject) => waiting.set(ask, { resolve, reject }));
  }

  return {
    archive: timedArchive(answered, onRead),
    async close() {
      isClosed = true;
      await thread.close();
      rejectAll(() => new AppError('shutting_down'));
    },
  };
}
