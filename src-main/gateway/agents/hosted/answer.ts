// The answer of an agent in its room: it streams while the model writes, and becomes one message at the end.
import { AppError } from '../../../../src-shared/errors.ts';
import { MESSAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import type { Unfinished } from '../../../../src-shared/streams.ts';
import type { Caller } from '../../domain/context.ts';
import type { Core } from '../../domain/core.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { cutTo } from '../../tools/text.ts';
import type { AnswerImages } from './answer-images.ts';

/** An answer of only this is no answer. */
export const SILENT = '(silent)';

export interface AnswerPlace {
  room_id: string;
  reply_to: string;
  thread_id: string | undefined;
}

type Images = Pick<AnswerImages, 'ids' | 'lost'>;

export interface AnswerEnd {
  unfinished?: Unfinished;
  sentence?: string;
  choices?: string[] | undefined;
}

export class Answer {
  readonly #core: Core;
  readonly #caller: Caller;
  readonly #place: AnswerPlace;
  readonly #images: Images;
  #id: Promise<string> | null = null;
  #text = '';
  /** The text up to here was sent. */
  #sent = 0;
  #sending: Promise<void> = Promise.resolve();
  #failure: Error | null = null;

  constructor(core: Core, caller: Caller, place: AnswerPlace, images: Images = { ids: [], lost: [] }) {
    this.#core = core;
    this.#caller = caller;
    this.#place = place;
    this.#images = images;
  }

  get isEmpty(): boolean {
    return isSilent(this.#text) && this.#images.ids.length === 0 && this.#images.lost.length === 0;
  }

  /** The model wrote that no answer is needed. */
  get isSilent(): boolean {
    return this.isEmpty && this.#text.trim() === SILENT;
  }

  /** Between the texts of two steps. */
  pause(): void {
    if (this.#text.trim() !== '' && !this.#text.endsWith('\n\n')) this.#text += '\n\n';
  }

  write(delta: string): void {
    this.#text += delta;
    // It may become the mark of silence: that is not shown.
    if (!SILENT.startsWith(this.#text.trim())) this.show();
  }

  /** Also without a text yet: people can stop what is shown. */
  show(): void {
    this.#id ??= this.#core.streams.start(this.#caller, this.#place);
    this.#sending = this.#send(this.#id).catch((error: unknown) => {
      this.#failure ??= error instanceof Error ? error : new Error('The text could not be sent.', { cause: error });
    });
  }

  async #send(started: Promise<string>): Promise<void> {
    const id = await started;
    const piece = this.#text.slice(this.#sent);
    this.#sent = this.#text.length;
    if (piece !== '') this.#core.streams.append(id, piece);
  }

  /** Keeps what was written open: a stream without new text ends after a while. */
  async keepAlive(): Promise<void> {
    try {
      if (this.#id) this.#core.streams.append(await this.#id, '');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  /** Waits until all of the text was sent. Throws when it could not be. */
  async sent(): Promise<void> {
    await this.#sending;
    if (this.#failure !== null) throw this.#failure;
  }

  /** Throws when the text can no longer be shown: the model need not write more. */
  requireOpen(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** Posts the text and the images, and a sentence of the server after it. Null: there is nothing to post, or it was ended by another. */
  async end({ unfinished, sentence, choices }: AnswerEnd = {}): Promise<Message | null> {
    const content = this.contentWith(sentence);
    await this.#sending;
    const { streams } = this.#core;
    try {
      if (content === '' && this.#images.ids.length === 0) return null;
      const id = await (this.#id ??= streams.start(this.#caller, this.#place));
      return await streams.end(id, { content, choices, file_ids: this.#images.ids, ...(unfinished && !this.isEmpty && { unfinished }) });
    } catch (error) {
      // Stopped, or the room has ended.
      if (error instanceof AppError && error.code === 'stream_not_found') return null;
      throw error;
    } finally {
      await this.#discard();
    }
  }

  /** As much of the text as a message takes, and sentences of the server after it. */
  contentWith(sentence: string | undefined): string {
    const text = isSilent(this.#text) ? '' : this.#text.trimEnd();
    const sentences = [...this.#images.lost, ...(sentence === undefined ? [] : [sentence])];
    const after = sentences.length === 0 ? '' : text === '' ? sentences.join('\n\n') : sentences.map((each) => `\n\n*${each}*`).join('');
    return cutTo(text, MESSAGE_BYTES_MAX - Buffer.byteLength(after)) + after;
  }

  /** Nothing when it has ended. */
  async #discard(): Promise<void> {
    try {
      if (this.#id) this.#core.streams.discard(await this.#id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}

function isSilent(text: string): boolean {
  return text.trim() === '' || text.trim() === SILENT;
}
