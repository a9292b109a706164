// The time that an account has for the texts of PDF files, and how many it may ask for at once.
import { AppError } from '../../../../src-shared/errors.ts';
import type { PdfText } from '../../store/pdf/pdf-reading.ts';
import type { PdfTexts } from '../../store/pdf/pdf-texts.ts';
import { InFlightCounter } from '../in-flight.ts';
import { Buckets } from '../limits/buckets.ts';

/** A tenth of one core, and a minute of it at once. */
const TIME = { per_minute: 6_000, burst_ms: 600_000 };
const AT_ONCE = 2;
const MINUTE_MS = 60_000;

export interface PdfQuestion {
  file: string;
  /** The hash of its content. */
  key: string;
  account: string;
  signal: AbortSignal | undefined;
}

export class PdfLimits {
  readonly #load: () => Promise<Pick<PdfTexts, 'textOf'>>;
  /** Of milliseconds. */
  readonly #time: Buckets;
  readonly #atOnce = new InFlightCounter();

  constructor(load: () => Promise<Pick<PdfTexts, 'textOf'>>, now: () => number) {
    this.#load = load;
    this.#time = new Buckets(now);
    this.#time.setRate(TIME);
  }

  /** Throws AppError, with a sentence for people. */
  async textOf({ file, key, account, signal }: PdfQuestion): Promise<PdfText> {
    const wait = this.#time.wait(account);
    if (wait > 0) throw new AppError('access_denied', `I have read PDF files for too long. Try again in ${minutes(wait)}.`);
    if (this.#atOnce.of(account) >= AT_ONCE) throw new AppError('access_denied', 'Other PDF files are being read. Try again in a minute.');
    return this.#atOnce.during(account, async () => {
      const texts = await this.#load();
      return texts.textOf(file, key, { signal, onRead: (ms) => this.#time.take(account, ms) });
    });
  }
}

function minutes(ms: number): string {
  const count = Math.ceil(ms / MINUTE_MS);
  return count === 1 ? 'a minute' : `${count} minutes`;
}
