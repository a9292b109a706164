// One room: its newest messages as context, the calls that wait, and how far it was handled.
import { AGENT_HOPS_MAX } from '../../../src-shared/limits.ts';
import { calls, isSaid, type Heard, type Reader } from './messages.ts';

/** The messages that go with a call. */
export const CONTEXT = 30;
/** Of the agent's own messages, of those that it answered, and of threads. */
const KEPT = 500;

export interface RoomFacts {
  id: string;
  name: string;
  isDirect: boolean;
}

export interface Call {
  message: Heard;
  /** The messages before it, the oldest first. */
  before: Heard[];
  /** How often a person had spoken when it was read. */
  turnOfPeople: number;
}

/** Agents have called too often without a word of a person: `first`, and it is to be said, or again. */
export type TooDeep = 'first' | 'again' | null;

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
  /** The words of people so far, and the calls of agents since the last of them. */
  #turnOfPeople = 0;
  #hops = { since: 0, count: 0 };

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
      found.push({ message, before, turnOfPeople: this.#turnOfPeople });
    }
    return found;
  }

  /**
   * The author of the call may call the agent. Counts such calls of agents since the last word of a person, as the loop guard of the server
   * does for its own agents.
   */
  admit({ message, turnOfPeople }: Call): TooDeep {
    if (message.author_kind === 'person') return null;
    if (this.#hops.since !== turnOfPeople) this.#hops = { since: turnOfPeople, count: 0 };
    this.#hops.count += 1;
    if (this.#hops.count <= AGENT_HOPS_MAX) return null;
    return this.#hops.count === AGENT_HOPS_MAX + 1 ? 'first' : 'again';
  }

  /** The call was answered, or needs no answer. */
  done({ message }: Call): void {
    this.#waiting = this.#waiting.filter((seq) => seq !== message.seq);
  }

  /** Everything up to this number is handled. */
  get handled(): number {
    return this.#waiting.length === 0 ? this.at : Math.min(...this.#waiting) - 1;
  }

  #keep(message: Heard): void {
    if (message.agent_id === this.#me.id) {
      this.#own = [...this.#own, message.message_id].slice(-KEPT);
      this.#noteAnswer(message);
    } else if (message.thread_id !== undefined) {
      const authors = this.#threads.get(message.thread_id) ?? new Set();
      this.#threads.set(message.thread_id, authors.add(message.agent_id));
      dropOldest(this.#threads);
    }
    if (message.author_kind === 'person' && isSaid(message)) this.#turnOfPeople += 1;
    if (isSaid(message)) this.#context = [...this.#context, message].slice(-CONTEXT);
  }

  /** An answer whose program ended in the middle is none. */
  #noteAnswer({ reply_to_message, unfinished }: Heard): void {
    if (typeof reply_to_message !== 'string' || unfinished === 'interrupted') return;
    this.#answered.add(reply_to_message);
    dropOldest(this.#answered);
  }
}

function dropOldest(kept: Set<string> | Map<string, unknown>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) return;
    kept.delete(oldest);
  }
}
