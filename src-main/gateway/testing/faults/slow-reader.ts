// A client that can stop reading. When the server ends its connection it connects again and continues as the protocol says: an agent
// with `reconnect`, a client that watches with its cursor. The history has what is missing then.
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import * as z from 'zod/mini';
import type { Ready } from '../../../../src-shared/host.ts';
import { WATCH } from '../watch-payload.ts';

/** So much of a content is kept. */
export const KEPT_CHARS = 20;

export interface ReaderOptions {
  ready: Ready;
  key: string;
  id: string;
  room_id: string;
  how: 'agent' | 'watcher';
  over: 'tcp' | 'websocket';
  /** A port that leads to the server's WebSocket. The server knows itself by its own port only. */
  wsPort?: number;
  /** False: it takes only what it is sent, as a simple agent does. */
  hasHistory?: boolean;
}

const Message = z.object({ seq: z.number(), content: z.string(), room_id: z.string() });
const Posted = z.object({ type: z.literal('message.posted'), message: Message });
const Page = z.object({ messages: z.array(Message) });
const Heard = z.object({ type: z.string(), reply_to: z.optional(z.string()), payload: z.looseObject({}) });
type Heard = z.infer<typeof Heard>;

interface Wire {
  send(text: string): void;
  pause(): void;
  resume(): void;
  close(): void;
}

interface WireListener {
  onOpen(): void;
  onText(text: string): void;
  onClose(): void;
}

export class SlowReader {
  /** For each connection: the seqs of the room's messages in the order in which they arrived, those of the history not included. */
  readonly pushed: number[][] = [[]];
  /** With those of the history: seq to the begin of the content. */
  readonly known = new Map<number, string>();
  readonly how: ReaderOptions['how'];
  /** Heartbeats that it answered. */
  pings = 0;
  /** Why connections before were cut, as the replies say it. */
  readonly lastEnds: unknown[] = [];
  readonly #options: ReaderOptions;
  readonly #asked = new Map<string, { resolve(frame: Heard): void; reject(error: Error): void }>();
  #wire: Wire;
  #lastId = 0;
  #cursor: unknown = null;
  #epoch: unknown = 0;
  #isPaused = false;
  #isOver = false;
  #entering: Promise<void>;
  #onMessage = (): void => undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.how = options.how;
    const opened = Promise.withResolvers<void>();
    this.#wire = this.#open(opened.resolve);
    this.#entering = opened.promise.then(() => this.#enter(false));
  }

  entered(): Promise<void> {
    return this.#entering;
  }

  pause(): void {
    this.#isPaused = true;
    this.#wire.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#wire.resume();
  }

  /** Resolves when it has the message with this seq and all before it. */
  async hasAll(seq: number): Promise<void> {
    while (this.known.size < seq) await new Promise<void>((resolve) => (this.#onMessage = resolve));
  }

  close(): void {
    this.#isOver = true;
    this.#wire.close();
  }

  #open(onOpen: () => void): Wire {
    const { ready, over, wsPort } = this.#options;
    const listener: WireListener = { onOpen, onText: (text) => this.#take(text), onClose: () => this.#lost() };
    return over === 'tcp' ? overTcp(ready.tcp ?? '', listener) : overWebSocket(ready.ws, wsPort, listener);
  }

  #lost(): void {
    for (const { reject } of this.#asked.values()) reject(new Error('The connection was lost.'));
    this.#asked.clear();
    if (this.#isOver) return;
    this.pushed.push([]);
    const opened = Promise.withResolvers<void>();
    this.#wire = this.#open(opened.resolve);
    if (this.#isPaused) this.#wire.pause();
    // A connection that is lost in the meantime is followed by the next one.
    this.#entering = opened.promise.then(() => this.#enter(true)).catch(() => undefined);
  }

  async #enter(isBack: boolean): Promise<void> {
    const { key, id, room_id, how } = this.#options;
    const welcome = await this.#request('register', { key, name: id, agent_id: id, reconnect: isBack });
    if (welcome.last_end !== undefined) this.lastEnds.push(welcome.last_end);
    await this.#request('join_room', { room_id });
    if (how === 'watcher') await this.#watch();
    if (isBack && this.#options.hasHistory !== false) await this.#fill();
  }

  async #watch(): Promise<void> {
    const reply = await this.#request('watch', { ...WATCH, cursor: this.#cursor, epoch: this.#epoch });
    if (reply.last_end !== undefined) this.lastEnds.push(reply.last_end);
    const { snapshot } = z.object({ snapshot: z.optional(z.object({ cursor: z.number(), epoch: z.number() })) }).parse(reply);
    if (snapshot) [this.#cursor, this.#epoch] = [snapshot.cursor, snapshot.epoch];
  }

  /** Asks for what it did not receive. */
  async #fill(): Promise<void> {
    for (;;) {
      let whole = 0;
      while (this.known.has(whole + 1)) whole += 1;
      const page = Page.parse(await this.#request('get_history', { room_id: this.#options.room_id, since_seq: whole, limit: 100 }));
      for (const message of page.messages) this.#keep(message);
      if (page.messages.length === 0) return;
    }
  }

  async #request(type: string, payload: object): Promise<Heard['payload']> {
    this.#lastId += 1;
    const id = `r${this.#lastId}`;
    const answered = new Promise<Heard>((resolve, reject) => this.#asked.set(id, { resolve, reject }));
    this.#wire.send(JSON.stringify({ id, type, payload }));
    const answer = await answered;
    if (answer.type === 'error') throw new Error(`${type}: ${JSON.stringify(answer.payload)}`);
    return answer.payload;
  }

  #take(text: string): void {
    const frame = Heard.parse(JSON.parse(text));
    const asked = this.#asked.get(frame.reply_to ?? '');
    this.#asked.delete(frame.reply_to ?? '');
    if (asked) asked.resolve(frame);
    else if (frame.type === 'ping') this.#answerPing();
    else if (frame.type === 'message_received') this.#push(Message.parse(frame.payload));
    else if (frame.type === 'event') {
      this.#cursor = frame.payload.cursor ?? this.#cursor;
      const posted = Posted.safeParse(frame.payload);
      if (posted.success) this.#push(posted.data.message);
    }
  }

  #answerPing(): void {
    this.pings += 1;
    this.#wire.send('{"type":"pong"}');
  }

  #push(message: z.infer<typeof Message>): void {
    if (message.room_id !== this.#options.room_id) return;
    this.pushed.at(-1)?.push(message.seq);
    this.#keep(message);
  }

  #keep({ seq, content }: z.infer<typeof Message>): void {
    this.known.set(seq, content.slice(0, KEPT_CHARS));
    this.#onMessage();
  }
}

function overTcp(address: string, { onOpen, onText, onClose }: WireListener): Wire {
  const [host = '', port = ''] = address.split(':');
  const socket = connect(Number(port), host, onOpen);
  let held: string[] = [];
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const [first = '', ...rest] = chunk.split('\n');
    held.push(first);
    for (const next of rest) {
      onText(held.join(''));
      held = [next];
    }
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', onClose);
  return {
    send: (text) => void socket.write(`${text}\n`),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    close: () => void socket.destroy(),
  };
}

function overWebSocket(url: string, port: number | undefined, { onOpen, onText, onClose }: WireListener): Wire {
  const socket = new WebSocket(url, port === undefined ? {} : { createConnection: () => connect(port, '127.0.0.1') });
  socket.once('open', onOpen);
  socket.on('message', (data: Buffer) => onText(data.toString('utf8')));
  socket.on('error', () => undefined);
  socket.once('close', onClose);
  return {
    send: (text) => socket.send(text),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.terminate(),
  };
}
