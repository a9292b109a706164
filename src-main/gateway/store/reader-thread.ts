// The main thread's side of the reader. While the thread is not there, after a fault or when the folder was moved, the answers come
// from the writer's thread, whose handle is open.
import { AppError } from '../../../src-shared/errors.ts';
import { timedArchive, type TimedAnswer } from './archive-reads.ts';
import { placeOf } from './file-place.ts';
import { createIdleThread, type IdleThreadOptions } from './idle-thread.ts';
import type { Archive, ArchiveCall } from './interfaces/archive.ts';
import { PendingReads, type FromReader, type ToReader } from './reader-messages.ts';

export interface ReaderThreadOptions extends Pick<IdleThreadOptions<FromReader>, 'program' | 'after'> {
  file: string;
  /** Reads on a handle that is open already: it still reads a home whose folder was moved, where no thread can open it. */
  answerElsewhere(call: ArchiveCall): Promise<TimedAnswer>;
  /** How long a read took, in milliseconds. Called in the asynchronous context of its question. */
  onRead(ms: number): void;
  log(message: string, error: unknown): void;
}

export interface ReaderThread {
  /** Answers in the order of the questions. A promise fails with `internal_error` when the disk cannot be read, and with `shutting_down`. */
  readonly archive: Archive;
  close(): Promise<void>;
}

export function startReaderThread({ program, file, answerElsewhere, onRead, after, log }: ReaderThreadOptions): ReaderThread {
  const pending = new PendingReads();
  const place = placeOf(file);
  let isClosed = false;

  const thread = createIdleThread<ToReader, FromReader>({
    program,
    workerData: { file, place },
    isBusy: () => pending.count > 0,
    onMessage: (message) => pending.settle(message),
    onFault(error) {
      log('The home could not be read', error);
      pending.rejectAll(() => new AppError('internal_error', 'The home cannot be read at the moment.', { cause: error }));
    },
    after,
  });

  async function answered(call: ArchiveCall): Promise<TimedAnswer> {
    if (isClosed) throw new AppError('shutting_down');
    const isAway = !thread.isRunning && placeOf(file) !== place;
    return isAway || thread.isResting ? answerElsewhere(call) : pending.ask(call, (message) => thread.post(message));
  }

  return {
    archive: timedArchive(answered, onRead),
    async close() {
      isClosed = true;
      await thread.close();
      pending.rejectAll(() => new AppError('shutting_down'));
    },
  };
}
