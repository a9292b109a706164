// One answer in a room: it is shown while it is written, and becomes a message once. A connection that is lost on the way changes
// nothing: the text is sent when it is back.
import * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';
import type { Home } from './home.ts';
import { HeardPage, type Heard } from './messages.ts';

/** A message has 256 KiB at most; a character has up to 3 bytes in each UTF-16 unit. */
const CHARS_MAX = 80_000;
const CUT = '\n\n… (cut: the answer was too long)';

const Started = z.looseObject({ stream_id: z.string() });
const Posted = z.looseObject({ message_id: z.string() });
const Ended = z.looseObject({ message: z.nullable(Posted) });
const Anything = z.unknown();
const PAGE = 200;
/** Lanai ends a stream to which nothing is added for some minutes. */
const KEEP_EVERY_MS = 60_000;

export interface AnswerPlace {
  room_id: string;
  /** The message that it answers. */
  reply_to: string;
}

export interface AnswerOptions {
  home: Pick<Home, 'request' | 'tell'>;
  place: AnswerPlace;
  /** The number of the message that it answers. */
  after: number;
  /** Aborted: a person stopped it. */
  signal: AbortSignal;
  now(): number;
}

export class Answer {
  readonly #home: AnswerOptions['home'];
  readonly #place: AnswerPlace;
  readonly #options: AnswerOptions;
  #stream: string | null = null;
  /** The text of the stream that readers have seen. */
  #shown = '';
  #wanted = '';
  #pump: Promise<void> | null = null;
  /** Nothing is streamed any more. */
  #isQuiet = false;
  #posted = 0;
  #addedAt = 0;

  constructor(options: AnswerOptions) {
    this.#home = options.home;
    this.#place = options.place;
    this.#options = options;
  }

  get hasPosted(): boolean {
    return this.#posted > 0;
  }

  /** The text so far. One that does not continue what was shown is shown at the end. */
  show(text: string): void {
    if (this.#isQuiet || text.length > CHARS_MAX || !text.startsWith(this.#wanted) || text.length === this.#wanted.length) return;
    this.#wanted = text;
    this.#pump ??= this.#flow().finally(() => (this.#pump = null));
  }

  /** To be called now and then: a tool may take longer than a stream without new text stays. */
  keep(): void {
    if (this.#stream === null || this.#pump || this.#options.now() - this.#addedAt < KEEP_EVERY_MS) return;
    this.#addedAt = this.#options.now();
    this.#home.tell('stream_delta', { stream_id: this.#stream, text: '' });
  }

  /** Posts a whole text. Resolves with the id of the message, or null when there was nothing to post, or a person stopped it. */
  async post(text: string, fileIds: readonly string[] = []): Promise<string | null> {
    const content = text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX - CUT.length)}${CUT}` : text;
    if (content.trim() === '' && fileIds.length === 0) return null;
    await this.#settle();
    const id = (await this.#endStream(content, fileIds)) ?? (this.#isStopped ? null : await this.#send(content, fileIds));
    if (id !== null) this.#posted += 1;
    return id;
  }

  /** The turn is over. What was shown and not posted is taken back. */
  async close(): Promise<void> {
    await this.#settle();
    await this.#discard();
  }

  /** The turn ended early: what was shown is kept, and says so. */
  async breakOff(unfinished: 'failed' | 'interrupted'): Promise<void> {
    await this.#settle();
    if (this.#stream !== null) this.#home.tell('stream_end', { stream_id: this.#stream, unfinished });
    this.#stream = null;
  }

  get #isStopped(): boolean {
    return this.#options.signal.aborted;
  }

  async #settle(): Promise<void> {
    this.#isQuiet = true;
    await this.#pump;
  }

  /** Sends what is new, one request at a time: a slow connection gets fewer and longer ones. */
  async #flow(): Promise<void> {
    try {
      this.#stream ??= (await this.#home.request('stream_start', this.#place, Started, { isRepeatable: false })).stream_id;
      while (this.#shown.length < this.#wanted.length) {
        const text = this.#wanted.slice(this.#shown.length);
        await this.#home.request('stream_delta', { stream_id: this.#stream, text }, Anything, { isRepeatable: false });
        this.#shown += text;
        this.#addedAt = this.#options.now();
      }
    } catch {
      // The whole text follows at the end.
      this.#isQuiet = true;
    }
  }

  /** Null: there is no stream that can become this message. */
  async #endStream(content: string, fileIds: readonly string[]): Promise<string | null> {
    const stream_id = this.#stream;
    if (stream_id === null) return null;
    if (fileIds.length > 0) {
      await this.#discard();
      return null;
    }
    this.#stream = null;
    try {
      const { message } = await this.#home.request('stream_end', { stream_id, content }, Ended, { isRepeatable: true });
      return message?.message_id ?? null;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'stream_not_found') throw error;
      // The reply to a first try was lost, or the server was started again, or was away for too long. Then it has posted what it had.
      const posted = this.#isStopped ? null : await this.#find(stream_id);
      return posted && isWhole(posted) ? posted.message_id : null;
    }
  }

  /** A message has the id of its stream. */
  async #find(id: string): Promise<Heard | null> {
    for (let since_seq = this.#options.after; ;) {
      const asked = { room_id: this.#place.room_id, since_seq, limit: PAGE };
      const { messages } = await this.#home.request('get_history', asked, HeardPage, { isRepeatable: true });
      const found = messages.find(({ message_id }) => message_id === id);
      const last = messages.at(-1);
      if (found || !last || last.seq <= since_seq) return found ?? null;
      since_seq = last.seq;
    }
  }

  async #discard(): Promise<void> {
    if (this.#stream === null) return;
    const discarded = { stream_id: this.#stream, discard: true };
    this.#stream = null;
    await this.#home.request('stream_end', discarded, Anything, { isRepeatable: true }).catch(() => undefined);
  }

  async #send(content: string, file_ids: readonly string[]): Promise<string> {
    // Sent twice it is posted once.
    const client_id = `openclaw-${this.#place.reply_to}-${this.#posted}`.slice(0, 64);
    const { message_id } = await this.#home.request('send_message', { ...this.#place, content, file_ids, client_id }, Posted, {
      isRepeatable: true,
    });
    return message_id;
  }
}

/** One that a person stopped is not continued. */
function isWhole({ unfinished }: Heard): boolean {
  return unfinished === undefined || unfinished === 'stopped';
}
