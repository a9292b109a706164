// One room: its newest messages as context, the calls that wait, and how far it was handled.
import { AGENT_HOPS_MAX } from '../../../src-shared/limits.ts';
import { timeOf, type Place } from '../../../src-main/cli/wait/place.ts';
import { calls, isSaid, type Heard, type Reader } from './messages.ts';

/** The messages that go with a call. */
export const CONTEXT = 30;
/** Of messages whose author is known, of those that the agent answered, and of threads. */
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
  readonly #me: Reader;
  /** The last message that was read. */
  #place: Place;
  #context: Heard[] = [];
  /** By message: whether the agent wrote it. */
  readonly #isMine = new Map<string, boolean>();
  readonly #answered = new Set<string>();
  readonly #threads = new Map<string, Set<string>>();
  /** The calls that wait. */
  #waiting: Place[] = [];
  /** The words of people so far, and the calls of agents since the last of them. */
  #turnOfPeople = 0;
  #hops = { since: 0, count: 0 };

  constructor(facts: RoomFacts, me: Reader, place: Place) {
    this.facts = facts;
    this.#me = me;
    this.#place = place;
  }

  /** The last message that was read. */
  get place(): Place {
    return this.#place;
  }

  /** The same place, as it is numbered now. After a restore, calls that came later than the backup are gone. */
  moveTo(place: Place): void {
    const isHere = ({ seq }: { seq: number }): boolean => seq <= place.seq;
    this.#place = place;
    this.#waiting = this.#waiting.filter(isHere).map((each) => ({ ...each, epoch: place.epoch }));
    this.#context = this.#context.filter(isHere);
  }

  /** The messages among these that answer one whose author is not known. */
  unclearIn(messages: readonly Heard[]): Heard[] {
    const here = new Set(messages.map(({ message_id }) => message_id));
    const isKnown = (id: string): boolean => this.#isMine.has(id) || here.has(id);
    return messages.filter(
      ({ author_kind, reply_to_message: answered, seq }) =>
        seq > this.#place.seq && author_kind === 'person' && typeof answered === 'string' && !isKnown(answered),
    );
  }

  /** `authors`: those who have written in its thread so far. */
  learn(messageId: string, isMine: boolean, authors: readonly string[]): void {
    this.#isMine.set(messageId, isMine);
    dropOldest(this.#isMine);
    for (const author of authors) this.#noteAuthor(messageId, author);
  }

  /** Messages up to the place where reading begins. They call nobody any more. */
  remember(messages: readonly Heard[]): void {
    for (const message of messages) this.#keep(message);
  }

  /** The calls among new messages, the oldest first. Those that the agent answered before its program ended are none. */
  read(messages: readonly Heard[]): Call[] {
    const fresh = messages.filter(({ seq }) => seq > this.#place.seq);
    for (const message of fresh) if (message.agent_id === this.#me.id) this.#noteAnswer(message);
    const found: Call[] = [];
    for (const message of fresh) {
      const here = { ...this.#place, seq: message.seq, at: timeOf(message) };
      this.#place = here;
      const facts = {
        isMine: (id: string) => this.#isMine.get(id) === true,
        authorsIn: (id: string) => this.#threads.get(id) ?? new Set<string>(),
      };
      const isCall = calls(message, this.#me, facts) && !this.#answered.has(message.message_id);
      const before = [...this.#context];
      this.#keep(message);
      if (!isCall) continue;
      this.#waiting.push(here);
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
    this.#waiting = this.#waiting.filter(({ seq, at }) => seq !== message.seq || at !== timeOf(message));
  }

  /** Everything up to this place is handled. */
  get handled(): Place {
    const [first] = this.#waiting;
    return first ? { ...first, seq: first.seq - 1, at: first.at - 1 } : this.#place;
  }

  #keep(message: Heard): void {
    this.#isMine.set(message.message_id, message.agent_id === this.#me.id);
    dropOldest(this.#isMine);
    if (message.agent_id === this.#me.id) this.#noteAnswer(message);
    else if (message.thread_id !== undefined) this.#noteAuthor(message.thread_id, message.agent_id);
    if (message.author_kind === 'person' && isSaid(message)) this.#turnOfPeople += 1;
    if (isSaid(message)) this.#context = [...this.#context, message].slice(-CONTEXT);
  }

  #noteAuthor(threadId: string, authorId: string): void {
    if (authorId === this.#me.id) return;
    const authors = this.#threads.get(threadId) ?? new Set();
    this.#threads.set(threadId, authors.add(authorId));
    dropOldest(this.#threads);
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
