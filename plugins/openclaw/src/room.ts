// One room: its newest messages as context, the calls that wait, and how far it was handled.
import { AGENT_HOPS_MAX } from '../../../src-shared/limits.ts';
import { calls, isSaid, type Heard, type Reader } from './messages.ts';

/** The messages that go with a call. */
export const CONTEXT = 30;
/** Of the agent's own messages: replies to them call it. */
const OWN_KEPT = 500;

export interface RoomFacts {
  id: string;
  name: string;
  isDirect: boolean;
}

export interface Call {
  message: Heard;
  /** The messages before it, the oldest first. */
  before: Heard[];
  /** Agents have answered each other too often without a person: `first`, and it is to be said, or again. */
  isTooDeep: 'first' | 'again' | null;
}

export class Room {
  readonly facts: RoomFacts;
  /** The number of the last message that was read. */
  at: number;
  readonly #me: Reader;
  #context: Heard[] = [];
  #own: string[] = [];
  readonly #answered = new Set<string>();
  readonly #threads = new Map<string, Set<string>>();
  #waiting: number[] = [];
  #hops = 0;

  constructor(facts: RoomFacts, me: Reader, at: number) {
    this.facts = facts;
    this.#me = me;
    this.at = at;
  }

  /** Messages up to the place where reading begins. They call nobody any more. */
  remember(messages: readonly Heard[]): void {
    for (const message of messages) this.#keep(message);
  }

  /** The calls among new messages, the oldest first. Those that the agent answered before its program ended are none. */
  read(messages: readonly Heard[]): Call[] {
    const fresh = messages.filter(({ seq }) => seq > this.at);
    for (const message of fresh) if (message.agent_id === this.#me.id) this.#noteAnswer(message);
    const found: Call[] = [];
    for (const message of fresh) {
      this.at = message.seq;
      const facts = {
        isMine: (id: string) => this.#own.includes(id),
        authorsIn: (id: string) => this.#threads.get(id) ?? new Set<string>(),
      };
      const isCall = calls(message, this.#me, facts) && !this.#answered.has(message.message_id);
      const before = [...this.#context];
      this.#keep(message);
      if (!isCall) continue;
      this.#waiting.push(message.seq);
      found.push({ message, before, isTooDeep: this.#depth(message) });
    }
    return found;
  }

  /** The call was answered, or needs no answer. */
  done({ message }: Call): void {
    this.#waiting = this.#waiting.filter((seq) => seq !== message.seq);
  }

  /** Everything up to this number is handled. */
  get handled(): number {
    return this.#waiting.length === 0 ? this.at : Math.min(...this.#waiting) - 1;
  }

  /** Counts the calls of agents since the last word of a person, as the loop guard of the server does for its own agents. */
  #depth({ author_kind }: Heard): Call['isTooDeep'] {
    if (author_kind === 'person') return null;
    this.#hops += 1;
    if (this.#hops <= AGENT_HOPS_MAX) return null;
    return this.#hops === AGENT_HOPS_MAX + 1 ? 'first' : 'again';
  }

  #keep(message: Heard): void {
    if (message.agent_id === this.#me.id) {
      this.#own = [...this.#own, message.message_id].slice(-OWN_KEPT);
      this.#noteAnswer(message);
    } else if (message.thread_id !== undefined) {
      const authors = this.#threads.get(message.thread_id) ?? new Set();
      this.#threads.set(message.thread_id, authors.add(message.agent_id));
    }
    if (message.author_kind === 'person' && isSaid(message)) this.#hops = 0;
    if (isSaid(message)) this.#context = [...this.#context, message].slice(-CONTEXT);
  }

  /** An answer whose program ended in the middle is none. */
  #noteAnswer({ reply_to_message, unfinished }: Heard): void {
    if (typeof reply_to_message === 'string' && unfinished !== 'interrupted') this.#answered.add(reply_to_message);
  }
}
