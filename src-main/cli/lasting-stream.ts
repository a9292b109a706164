// A message that is written while others read it, and that outlasts a lost connection and a server that was killed: the whole text is
// kept here. Where the server may have another text, the stream begins again with all of it.
import * as z from 'zod/mini';
import { AppError } from '../../src-shared/errors.ts';
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { COMMANDS } from '../../src-shared/commands/index.ts';
import type { Unfinished } from '../../src-shared/streams.ts';
import { ChatMessage, HistoryResult } from './messages.ts';
import { asMember } from './rooms.ts';

const Ended = z.object({ message: z.nullable(ChatMessage) });
const StreamEnded = z.object({ stream_id: z.string() });
/** Among the newest messages of the room is the one that a stream became a moment ago. */
const NEWEST = 500;

export interface StreamPlace {
  room_id: string;
  reply_to: string | undefined;
  thread_id: string | undefined;
}

export interface StreamEnding {
  metadata?: unknown;
  choices?: string[] | undefined;
  unfinished?: Unfinished | null;
}

export interface LastingStreamSeams {
  /** The next connection, once it is there. Rejects when it takes too long. */
  reconnect(): Promise<AgentClient>;
  /** The stream was ended by another: nothing more is wanted. */
  onStopped(): void;
}

export class LastingStream {
  readonly #place: StreamPlace;
  readonly #seams: LastingStreamSeams;
  #client: AgentClient;
  #id = '';
  #text = '';
  /** Parts of this text that the server posted when it had lost this agent, or ended. They are deleted when the whole text is posted. */
  readonly #parts: string[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #isOver = false;

  private constructor(client: AgentClient, place: StreamPlace, seams: LastingStreamSeams) {
    this.#client = client;
    this.#place = place;
    this.#seams = seams;
  }

  static async begin(client: AgentClient, place: StreamPlace, seams: LastingStreamSeams): Promise<LastingStream> {
    const stream = new LastingStream(client, place, seams);
    stream.#watch(client);
    try {
      // A further connection has begun it already.
      await stream.#inTurn(() => stream.#orAgain(() => (stream.#id === '' ? stream.#start() : Promise.resolve())));
    } catch (error) {
      stream.close();
      throw error;
    }
    return stream;
  }

  /** Throws `stream_not_found` when another has ended the stream. */
  async write(text: string): Promise<void> {
    await this.#inTurn(async () => {
      this.#text += text;
      await this.#orAgain(() => this.#append(text));
    });
  }

  /** Posts the whole text; null when there is none. */
  end(ending: StreamEnding): Promise<ChatMessage | null> {
    return this.#inTurn(async () => {
      const whole = { ...ending, content: this.#text };
      const message = await this.#orAgain(async () => (await this.#ask('stream_end', { stream_id: this.#id, ...whole }, Ended)).message);
      this.#isOver = true;
      for (const message_id of this.#parts) await this.#ask('delete_message', { room_id: this.#place.room_id, message_id }, z.unknown());
      return message;
    });
  }

  /** Posts what the server has, after a refusal. The first failure is the one to report. */
  fail(unfinished: Unfinished): Promise<void> {
    return this.#inTurn(async () => {
      this.#isOver = true;
      await this.#ask('stream_end', { stream_id: this.#id, unfinished }, Ended).catch(() => undefined);
    });
  }

  /** A frame that the server pushes. */
  hear(type: string, payload: unknown): void {
    if (type !== 'stream_ended' || StreamEnded.safeParse(payload).data?.stream_id !== this.#id) return;
    this.#inTurn(async () => {
      const message = await this.#posted();
      if (this.#isOver || StreamEnded.safeParse(payload).data?.stream_id !== this.#id) return;
      if (message?.unfinished === 'interrupted') await this.#restart(message);
      else this.#seams.onStopped();
    }).catch(() => undefined);
  }

  close(): void {
    this.#isOver = true;
    this.#client.close();
  }

  /** One thing after the other: a new connection is made in the middle of nothing. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** A connection that is lost while nothing is written is made again at once: the server waits for a while only. */
  #watch(client: AgentClient): void {
    void client.ended.then(() =>
      this.#inTurn(async () => {
        if (!this.#isOver && client === this.#client) await this.#resume();
        // The next request meets the same failure, and reports it.
      }).catch(() => undefined),
    );
  }

  /** Done on the next connection when this one is lost. */
  async #orAgain<T>(work: () => Promise<T>): Promise<T | ChatMessage> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
        const posted = await this.#resume();
        if (posted) return posted;
      }
    }
  }

  /** On the next connection. Returns the message, if the whole text was posted before the connection was lost. */
  async #resume(): Promise<ChatMessage | null> {
    for (;;) {
      this.#client.close();
      this.#client = await this.#seams.reconnect();
      this.#watch(this.#client);
      try {
        const posted = await this.#posted();
        if (posted && posted.unfinished === undefined) return posted;
        if (posted && posted.unfinished !== 'interrupted') throw new AppError('stream_not_found');
        await this.#restart(posted);
        return null;
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
      }
    }
  }

  /** With all of the text. The one before ends after that, so that the server has the text at any time. */
  async #restart(posted: ChatMessage | null): Promise<void> {
    const before = this.#id;
    await this.#start();
    if (this.#text !== '') await this.#append(this.#text);
    if (posted) this.#parts.push(posted.message_id);
    else if (before !== '') await this.#ask('stream_end', { stream_id: before, discard: true }, Ended).catch(unlessGone);
  }

  async #start(): Promise<void> {
    const { room_id } = this.#place;
    const start = () => this.#client.request('stream_start', this.#place, COMMANDS.stream_start.reply);
    this.#id = (await asMember(this.#client, room_id, start)).stream_id;
  }

  async #append(text: string): Promise<void> {
    await this.#ask('stream_delta', { stream_id: this.#id, text }, COMMANDS.stream_delta.reply);
  }

  /** The message that the stream has become. */
  async #posted(): Promise<ChatMessage | null> {
    const { messages } = await this.#ask('get_history', { room_id: this.#place.room_id, limit: NEWEST }, HistoryResult);
    return messages.find(({ message_id }) => message_id === this.#id) ?? null;
  }

  #ask<S extends z.ZodMiniType>(type: string, payload: object, reply: S): Promise<z.infer<S>> {
    return this.#client.request(type, payload, reply);
  }
}

function unlessGone(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'stream_not_found') throw error;
}
