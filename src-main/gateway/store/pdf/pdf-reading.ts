// The text of a PDF file that its reader has sent so far. An end that comes too early leaves the text up to there.
import { AppError } from '../../../../src-shared/errors.ts';
import type { FromPdfReader } from './pdf-job.ts';

export const PDF_TEXT_BYTES_MAX = 512 * 1024;
/** Programs draw with some of them, and no reader needs them. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

export interface PdfText {
  text: string;
  /** Of the file. */
  pages: number;
  /** The page with which the text ends. */
  through: number;
  /** Why it ends before the last page. Null: it does not. */
  cut: 'long' | 'slow' | 'heavy' | null;
}

const FAILURES = {
  password: 'It is a PDF with a password.',
  broken: 'It is a PDF that cannot be read.',
  empty: 'It is a PDF without text, such as a scan.',
  slow: 'It is a PDF, and reading its text takes too long.',
  heavy: 'It is a PDF, and reading its text takes too much memory.',
};

export class PdfReading {
  readonly result: Promise<PdfText>;
  readonly #settled = Promise.withResolvers<PdfText>();
  readonly #texts: string[] = [];
  #bytes = 0;
  #pages = 0;
  #begun = 0;
  #read = 0;
  #broken = false;

  constructor() {
    this.result = this.#settled.promise;
  }

  take(message: FromPdfReader): void {
    switch (message.kind) {
      case 'pages':
        this.#pages = message.count;
        return;
      case 'text':
        return this.#add(message.page, message.text);
      case 'read':
        this.#read = message.page;
        if (message.isBroken) this.#put(`\n(page ${message.page} cannot be read)\n`);
        this.#broken ||= message.isBroken;
        return;
      case 'done':
        return this.#finish(this.#read < this.#pages ? 'long' : null);
      case 'failed':
        return this.end(message.why);
    }
  }

  end(why: 'slow' | 'heavy' | 'broken' | 'password'): void {
    if ((why === 'slow' || why === 'heavy') && this.#hasText) this.#finish(why);
    else this.#fail(why);
  }

  fail(error: unknown): void {
    this.#settled.reject(error instanceof Error ? error : new Error('The reading was ended.', { cause: error }));
  }

  get #hasText(): boolean {
    return this.#begun > 0;
  }

  #add(page: number, text: string): void {
    const words = text.replaceAll(CONTROLS, ' ');
    // Also a page of a scan has some spaces.
    if (page > this.#begun && words.trim() === '') return;
    if (page > this.#begun && page > 1) this.#put(`\n(page ${page})\n`);
    this.#begun = page;
    this.#put(words);
    if (this.#bytes >= PDF_TEXT_BYTES_MAX) this.#finish('long');
  }

  #put(text: string): void {
    this.#texts.push(text);
    this.#bytes += Buffer.byteLength(text);
  }

  #finish(cut: PdfText['cut']): void {
    if (!this.#hasText) return this.#fail(this.#broken ? 'broken' : 'empty');
    const through = Math.max(this.#read, this.#begun);
    this.#settled.resolve({ text: this.#texts.join('').toWellFormed(), pages: Math.max(this.#pages, through), through, cut });
  }

  #fail(why: keyof typeof FAILURES): void {
    this.fail(new AppError('access_denied', FAILURES[why]));
  }
}
