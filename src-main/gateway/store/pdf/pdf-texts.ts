// The texts of PDF files. A file may be made to take time and memory: each is read in a process that is started for it and ended with it, one
// at a time, so that many such files take no more than one. A file that failed, or took too much, is not read again for an hour.
import { AppError } from '../../../../src-shared/errors.ts';
import { FromPdfReader, type PdfJob, type StartPdfReader } from './pdf-job.ts';
import { PDF_TEXT_BYTES_MAX, PdfReading, type PdfText } from './pdf-reading.ts';

/** For the text of one file. */
export const PDF_TIME_MS = 10_000;
const PAGES_MAX = 500;
const WAITING_MAX = 8;
/** An agent reads a long text in parts. */
const KEPT_MS = 60_000;
const BAD_KEPT_MS = 60 * 60_000;
const TEXTS_MAX = 4;
const KEPT_MAX = 500;

export interface PdfTextsOptions {
  start: StartPdfReader;
  resources: string;
  now(): number;
  after(ms: number, run: () => void): () => void;
  timeMs?: number;
}

export interface PdfAsker {
  /** When all who wait for a text have given up, its reading ends. */
  signal?: AbortSignal | undefined;
  /** The reading that was begun for this asker took so long. */
  onRead?(ms: number): void;
}

interface Entry {
  text: Promise<PdfText>;
  /** Null: it is still being read. */
  result: 'text' | 'failure' | null;
  waiting: number;
  abort: AbortController;
  cancelForget(): void;
}

export class PdfTexts {
  readonly #options: PdfTextsOptions;
  #last: Promise<unknown> = Promise.resolve();
  #unread = 0;
  /** By the hash of the file, the oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #closed = new AbortController();

  constructor(options: PdfTextsOptions) {
    this.#options = options;
  }

  /** `key`: the hash of the content. Throws AppError, with a sentence for people. */
  async textOf(file: string, key: string, asker: PdfAsker = {}): Promise<PdfText> {
    asker.signal?.throwIfAborted();
    const entry = this.#entries.get(key) ?? this.#begin(file, key, asker);
    if (entry.result !== null || !asker.signal) {
      entry.waiting += 1;
      return entry.text;
    }
    return this.#waitFor(entry, asker.signal);
  }

  close(): void {
    this.#closed.abort(new AppError('shutting_down'));
    for (const key of this.#entries.keys()) this.#forget(key);
  }

  async #waitFor(entry: Entry, signal: AbortSignal): Promise<PdfText> {
    const aborted = Promise.withResolvers<never>();
    const giveUp = (): void => aborted.reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    entry.waiting += 1;
    try {
      return await Promise.race([entry.text, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', giveUp);
      entry.waiting -= 1;
      if (entry.waiting === 0 && entry.result === null) entry.abort.abort(signal.reason);
    }
  }

  #begin(file: string, key: string, { onRead = () => undefined }: PdfAsker): Entry {
    if (this.#unread >= WAITING_MAX) throw new AppError('access_denied', 'Other PDF files are being read. Try again in a minute.');
    this.#unread += 1;
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, this.#closed.signal]);
    const text = this.#last
      .then(async () => {
        signal.throwIfAborted();
        const begun = this.#options.now();
        return this.#read(file, signal).finally(() => onRead(this.#options.now() - begun));
      })
      .finally(() => {
        this.#unread -= 1;
      });
    this.#last = text.catch(() => undefined);
    const entry: Entry = { ...{ text, result: null, waiting: 0, abort }, cancelForget: () => undefined };
    this.#entries.set(key, entry);
    // Another asker begins again where the last one gave up.
    abort.signal.addEventListener('abort', () => this.#forget(key), { once: true });
    text.then(
      ({ cut }) => this.#keep(key, entry, { result: 'text', ms: cut === 'slow' || cut === 'heavy' ? BAD_KEPT_MS : KEPT_MS }),
      (error: unknown) => {
        if (error instanceof AppError && !signal.aborted) this.#keep(key, entry, { result: 'failure', ms: BAD_KEPT_MS });
        else if (this.#entries.get(key) === entry) this.#forget(key);
      },
    );
    return entry;
  }

  #keep(key: string, entry: Entry, { result, ms }: { result: 'text' | 'failure'; ms: number }): void {
    if (this.#closed.signal.aborted || this.#entries.get(key) !== entry) return;
    entry.result = result;
    entry.cancelForget = this.#options.after(ms, () => this.#forget(key));
    const kept = [...this.#entries].filter(([, each]) => each.result !== null);
    const texts = kept.filter(([, each]) => each.result === 'text');
    for (const [each] of [...texts.slice(0, -TEXTS_MAX), ...kept.slice(0, -KEPT_MAX)]) this.#forget(each);
  }

  #forget(key: string): void {
    this.#entries.get(key)?.cancelForget();
    this.#entries.delete(key);
  }

  async #read(file: string, signal: AbortSignal): Promise<PdfText> {
    const { start, resources, after, timeMs = PDF_TIME_MS } = this.#options;
    const job: PdfJob = { file, resources, pagesMax: PAGES_MAX, charsMax: PDF_TEXT_BYTES_MAX };
    const reading = new PdfReading();
    const ended = Promise.withResolvers<void>();
    const process = start(job, {
      onMessage(message) {
        const parsed = FromPdfReader.safeParse(message);
        if (parsed.success) reading.take(parsed.data);
        else reading.end('broken');
      },
      onEnd() {
        // It had no time to say why: V8 ends a process whose memory is full.
        reading.end('heavy');
        ended.resolve();
      },
    });
    const abort = (): void => reading.fail(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    const cancel = after(timeMs, () => reading.end('slow'));
    try {
      return await reading.result;
    } finally {
      signal.removeEventListener('abort', abort);
      cancel();
      process.kill();
      // The next one begins when this one has left the memory.
      await ended.promise;
    }
  }
}
