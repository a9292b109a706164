// The questions to a thread that reads the archive, and its answers.
import { AppError } from '../../../src-shared/errors.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import { answerOn, type TimedAnswer } from './archive-reads.ts';
import type { ArchiveCall, ArchiveReads } from './interfaces/archive.ts';
import type { Reads } from './reads.ts';

export type ToReader = { ask: number } & ArchiveCall;
export type FromReader = { ask: number } & ({ ok: true; answer: TimedAnswer } | { ok: false; reason: string });

/** In the thread. */
export function answerTo(reads: Reads, archive: ArchiveReads, { ask, ...call }: ToReader): FromReader {
  try {
    return { ask, ok: true, answer: answerOn(reads, archive, call) };
  } catch (error) {
    return { ask, ok: false, reason: reasonOf(error) };
  }
}

interface Waiting {
  resolve(answer: TimedAnswer): void;
  reject(error: Error): void;
}

/** The pending questions to one thread. */
export class PendingReads {
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  get count(): number {
    return this.#waiting.size;
  }

  ask(call: ArchiveCall, post: (message: ToReader) => void): Promise<TimedAnswer> {
    this.#asked += 1;
    const ask = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject });
      post({ ask, ...call });
    });
  }

  settle(message: FromReader): void {
    const asker = this.#waiting.get(message.ask);
    this.#waiting.delete(message.ask);
    if (message.ok) asker?.resolve(message.answer);
    else asker?.reject(new AppError('internal_error', `The home could not read that. ${message.reason}`));
  }

  rejectAll(reason: () => AppError): void {
    for (const { reject } of this.#waiting.values()) reject(reason());
    this.#waiting.clear();
  }
}
