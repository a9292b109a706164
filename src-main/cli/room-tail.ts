// Follows a room from a place on: every message once, in order, across lost connections. A pushed message only says that there is
// something new. The seq says which, and a gap is filled from the history.
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { pagesSince } from './history.ts';
import { ChatMessage } from './messages.ts';

export interface TailOptions {
  roomId: string;
  /** The seq up to which everything is known. */
  since: number;
  /** The next connection, with the room open on it. */
  next(): Promise<AgentClient>;
  /** Called on each connection, before anything is read. `at`: the last known number. Returns the number to continue after. */
  begin?(client: AgentClient, at: number): Promise<number>;
  /** Returns false when nothing more is wanted. */
  onMessage(message: ChatMessage): boolean;
  /** Nothing more is there for now. Returns false when nothing more is wanted. */
  onCaughtUp(): boolean;
}

/** The messages pushed on the current connection. */
export interface Inbox {
  put(type: string, payload: unknown): void;
  /** A new connection: what the old one pushed is in the history by now. */
  clear(): void;
  take(): Pushed[];
  /** Resolves when there is something in it, or when it is woken. */
  filled(): Promise<void>;
  wake(): void;
}

interface Pushed {
  type: string;
  payload: unknown;
}

/** The events that carry new rows of a room. The server does not push an agent's own messages to it: they show as a gap. */
const ROW_EVENTS: ReadonlySet<string> = new Set(['message_received', 'thinking', 'decision_made']);

export async function tailRoom(options: TailOptions, inbox: Inbox): Promise<void> {
  const tail = new Tail(options);
  for (;;) {
    inbox.clear();
    const client = await options.next();
    try {
      await tail.follow(client, inbox);
      return;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
    } finally {
      client.close();
    }
  }
}

class Tail {
  readonly #options: TailOptions;
  #at: number;
  #isOver = false;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#at = options.since;
  }

  /** Returns when nothing more is wanted; rejects with ConnectionLost. */
  async follow(client: AgentClient, inbox: Inbox): Promise<void> {
    let isLost = false;
    const onEnded = (): void => {
      isLost = true;
      inbox.wake();
    };
    client.ended.then(onEnded, onEnded);
    this.#at = (await this.#options.begin?.(client, this.#at)) ?? this.#at;
    await this.#catchUp(client);
    while (!this.#isOver) {
      if (isLost) throw new ConnectionLost('The connection to the home was lost.');
      await inbox.filled();
      for (const { payload } of inbox.take().filter(({ type }) => ROW_EVENTS.has(type))) {
        if (!this.#isOver) await this.#happened(client, payload);
      }
      if (!this.#isOver) this.#isOver = !this.#options.onCaughtUp();
    }
  }

  async #catchUp(client: AgentClient): Promise<void> {
    for await (const page of pagesSince(client, this.#options.roomId, this.#at)) {
      for (const message of page) this.#take(message);
      if (this.#isOver) return;
    }
    this.#isOver = !this.#options.onCaughtUp();
  }

  async #happened(client: AgentClient, payload: unknown): Promise<void> {
    const parsed = ChatMessage.safeParse(payload);
    if (parsed.success && (parsed.data.room_id !== this.#options.roomId || parsed.data.seq <= this.#at)) return;
    const isNext = parsed.success && parsed.data.seq === this.#at + 1;
    if (!isNext) await this.#catchUp(client);
    // A room that keeps no history has only what is pushed.
    if (parsed.success) this.#take(parsed.data);
  }

  #take(message: ChatMessage): void {
    if (this.#isOver || message.seq <= this.#at) return;
    this.#at = message.seq;
    this.#isOver = !this.#options.onMessage(message);
  }
}

export function createInbox(): Inbox {
  let held: Pushed[] = [];
  let wake: () => void = () => undefined;
  return {
    put(type, payload) {
      held.push({ type, payload });
      wake();
    },
    clear: () => void (held = []),
    take() {
      const taken = held;
      held = [];
      return taken;
    },
    filled() {
      if (held.length > 0) return Promise.resolve();
      return new Promise((resolve) => (wake = resolve));
    },
    wake: () => wake(),
  };
}
