// Writes that may be sent again: the answer to the first is the answer to all that follow with the same key. Kept in
// memory for a while; a message's key is also its client id, which lasts.
import { createHash } from 'node:crypto';
import { AppError, ERROR_STATUS } from '../../../src-shared/errors.ts';

const LIFETIME_MS = 60 * 60 * 1000;
const ANSWERS_MAX = 10_000;
const ANSWERS_BYTES_MAX = 16 * 1024 * 1024;
const KEY = /^[\x21-\x7e]{1,255}$/;
const CLIENT_ID_CHARS_MAX = 64;

/** A response as it is sent. */
export interface Answer {
  status: number;
  body: string;
  cookie?: string;
}

export function respond({ status, body, cookie }: Answer): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (cookie !== undefined) headers.set('set-cookie', cookie);
  return new Response(body, { status, headers });
}

export interface Write {
  /** Whose key it is: two who choose the same do not meet. */
  who: string;
  key: string;
  /** The request. The same key with another request is an error. */
  asked: string;
}

interface Kept {
  asked: string;
  answer: Promise<Answer>;
  /** 0 until it is there. */
  bytes: number;
  until: number;
}

export class IdempotencyCache {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Does the work, waits for the same work in progress, or returns the earlier response. Throws `idempotency_mismatch`. */
  run({ who, key, asked }: Write, work: () => Promise<Answer>): Promise<Answer> {
    const id = `${key} ${who}`;
    const known = this.#kept.get(id);
    if (known && known.until > this.#now()) {
      if (known.asked !== asked) throw new AppError('idempotency_mismatch');
      return known.answer;
    }
    this.#drop(id);
    const kept: Kept = { asked, answer: work(), bytes: 0, until: this.#now() + LIFETIME_MS };
    this.#kept.set(id, kept);
    kept.answer.then(
      (answer) => this.#settled(kept, Buffer.byteLength(answer.body)),
      (error: unknown) => (isFinal(error) ? this.#settled(kept, 200) : this.#dropIf(id, kept)),
    );
    return kept.answer;
  }

  #settled(kept: Kept, bytes: number): void {
    kept.bytes = bytes;
    this.#bytes += bytes;
    for (const [id, { until, bytes: size }] of this.#kept) {
      const isFull = this.#kept.size > ANSWERS_MAX || this.#bytes > ANSWERS_BYTES_MAX;
      if (!isFull && until > this.#now()) break;
      // A request in progress has to stay: its repetition waits for it.
      if (size > 0) this.#drop(id);
    }
  }

  #dropIf(id: string, kept: Kept): void {
    if (this.#kept.get(id) === kept) this.#drop(id);
  }

  #drop(id: string): void {
    this.#bytes -= this.#kept.get(id)?.bytes ?? 0;
    this.#kept.delete(id);
  }
}

/** The request's key; null when it has none. Throws `invalid_payload`. */
export function idempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (!KEY.test(header)) throw new AppError('invalid_payload', 'Idempotency-Key: 1 to 255 visible ASCII characters.');
  return header;
}

/** A message's client id made from the key, so that it is known again after a restart. */
export function clientIdOf(key: string): string {
  return key.length <= CLIENT_ID_CHARS_MAX ? key : digest(key);
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** A permanent refusal: it would be refused again. A temporary one may be tried again with the same key. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const status = ERROR_STATUS[error.code];
  return status >= 400 && status < 500 && status !== 401 && status !== 429;
}
