// A message that is written while others read it.
import { LanaiError } from './error.ts';
import type { Call } from './client.ts';
import type { Message, Snapshot, Commands } from './protocol.ts';

export type EndOptions = Pick<Commands['stream_end']['request'], 'metadata' | 'choices' | 'unfinished'>;

export interface StreamSeams {
  call: Call;
  /** Resolves when the client is live. */
  live(): Promise<unknown>;
  snapshot(): Snapshot;
  /** The message, if it was posted. */
  find(roomId: string, messageId: string): Promise<Message | null>;
}

export class StreamWriter {
  readonly id: string;
  readonly roomId: string;
  readonly #seams: StreamSeams;
  /** All that was written, and how much of it the server has. */
  #text = '';
  #sent = 0;
  #sending: Promise<void> | null = null;
  #failure: Error | null = null;

  constructor(id: string, roomId: string, seams: StreamSeams) {
    this.id = id;
    this.roomId = roomId;
    this.#seams = seams;
  }

  /** Does not wait: texts that come while one is sent go together with the next. A refusal is thrown by `end`. */
  write(text: string): void {
    this.#text += text;
    this.#sending ??= this.#send().finally(() => (this.#sending = null));
  }

  /** Posts the message. Null when nothing was written. */
  async end(options: EndOptions = {}): Promise<Message | null> {
    await this.#sending;
    if (this.#failure !== null) throw this.#failure;
    return this.#end({ ...options, content: this.#text });
  }

  /** Posts nothing. */
  async discard(): Promise<void> {
    await this.#sending;
    await this.#end({ discard: true });
  }

  async #send(): Promise<void> {
    while (this.#failure === null && this.#sent < this.#text.length) {
      const until = this.#text.length;
      try {
        await this.#seams.call('stream_delta', { stream_id: this.id, text: this.#text.slice(this.#sent, until) });
        this.#sent = until;
      } catch (error) {
        await this.#afterLoss(error);
      }
    }
  }

  /** The server says after a lost connection how much of the text it has. */
  async #afterLoss(error: unknown): Promise<void> {
    this.#failure = error instanceof Error ? error : new Error(String(error));
    if (!isLost(error)) return;
    try {
      await this.#seams.live();
    } catch {
      return;
    }
    const there = this.#seams.snapshot().streams[this.id];
    if (there && !this.#text.startsWith(there.text)) return;
    // A stream that is not there any more is refused by the next request.
    if (there) this.#sent = there.text.length;
    this.#failure = null;
  }

  async #end(request: EndOptions & { content?: string; discard?: boolean }): Promise<Message | null> {
    let wasLost = false;
    for (;;) {
      try {
        return (await this.#seams.call('stream_end', { stream_id: this.id, ...request })).message;
      } catch (error) {
        const isGone = error instanceof LanaiError && error.code === 'stream_not_found';
        // The first request has ended it, and its reply was lost.
        const posted = wasLost && isGone ? await this.#seams.find(this.roomId, this.id) : null;
        if (posted || (wasLost && isGone && request.discard === true)) return posted;
        if (!isLost(error)) throw error;
        wasLost = true;
        await this.#seams.live();
      }
    }
  }
}

function isLost(error: unknown): boolean {
  return error instanceof LanaiError && error.code === 'connection_lost';
}
