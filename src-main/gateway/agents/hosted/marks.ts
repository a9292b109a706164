// The words from outside that an agent read in a turn. A turn with any of them uses no strong tool without a yes: they may be written to
// make it act.
import { TurnMark } from '../../../../src-shared/hosted-agents.ts';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { isActive, isWebhook } from '../../../../src-shared/participants.ts';

const READ: Readonly<Record<TurnMark, string>> = {
  guest: 'a message of a guest',
  person: 'a message of a person who cannot call this agent',
  agent: 'a message of another agent',
  webhook: 'a message that a program sent',
  file: 'the text of a file',
  web: 'text from outside this server',
};

/** Why an agent asks, in one line. Null: it read nothing from outside. */
export function whyItAsks(marks: ReadonlySet<TurnMark>): string | null {
  const read = TurnMark.options.filter((mark) => marks.has(mark)).map((mark) => READ[mark]);
  const last = read.pop();
  if (last === undefined) return null;
  return `This turn read ${read.length === 0 ? last : `${read.join(', ')} and ${last}`}.`;
}

type Find = (id: string) => Participant | null;

/** Those of one turn. */
export class Marks {
  readonly #all = new Set<TurnMark>();
  readonly #agentId: string;
  readonly #find: Find;
  readonly #callerId: string | null;

  /** `callerId`: the only person who can call the agent; null: all can. */
  constructor(agentId: string, find: Find, callerId: string | null = null) {
    this.#agentId = agentId;
    this.#find = find;
    this.#callerId = callerId;
  }

  get all(): TurnMark[] {
    return [...this.#all];
  }

  get areNone(): boolean {
    return this.#all.size === 0;
  }

  get why(): string | null {
    return whyItAsks(this.#all);
  }

  add(...marks: readonly TurnMark[]): void {
    for (const mark of marks) this.#all.add(mark);
  }

  /** The agent is sent these. */
  readMessages(messages: readonly Message[]): void {
    this.#read(authorsOf(messages));
    if (messages.some(({ by_program }) => by_program)) this.add('webhook');
  }

  /** The agent is sent words of the reply of a command. `membersOf`: of a room. */
  readReply(reply: unknown, membersOf: (roomId: string) => Iterable<string> = () => []): void {
    const { authorIds, noteRoomIds, isByProgram } = wordsIn(reply);
    this.#read([...authorIds, ...noteRoomIds.flatMap((id) => [...membersOf(id)])]);
    if (isByProgram) this.add('webhook');
  }

  /** Without any mark, for words that the agent is perhaps not sent. */
  fresh(): Marks {
    return new Marks(this.#agentId, this.#find, this.#callerId);
  }

  #read(authorIds: readonly string[]): void {
    this.add(...marksOfAuthors(authorIds, this.#agentId, this.#find, this.#callerId));
  }
}

/** Those who wrote these messages, or the messages that they forward. */
export function authorsOf(messages: readonly Message[]): string[] {
  return messages.flatMap(({ author_id, forwarded_from }) => [author_id, ...(forwarded_from ? [forwarded_from.author_id] : [])]);
}

export function marksOfAuthors(authorIds: readonly string[], agentId: string, find: Find, callerId: string | null = null): TurnMark[] {
  return [...new Set(authorIds)].filter((id) => id !== agentId).flatMap((id) => markOf(find(id), callerId) ?? []);
}

/** An author who is gone counts as a guest. The server's own agent repeats what it was asked for only to the person who asked. */
function markOf(author: Participant | null, callerId: string | null): TurnMark | null {
  if (isWebhook(author)) return 'webhook';
  if (author?.kind === 'agent') return author.type === 'built-in' ? null : 'agent';
  if (author === null || author.role === 'guest' || !isActive(author)) return 'guest';
  return callerId === null || author.id === callerId ? null : 'person';
}

interface Words {
  /** The participants who wrote something. */
  authorIds: string[];
  /** The rooms of notes of tasks. All members can write them, and the last author is not kept. */
  noteRoomIds: string[];
  /** A program with the access of a person wrote some of them. */
  isByProgram: boolean;
}

const NO_WORDS: Words = { authorIds: [], noteRoomIds: [], isByProgram: false };

/** The words of others in the reply of a command, wherever they stand there. */
export function wordsIn(reply: unknown): Words {
  if (typeof reply !== 'object' || reply === null) return NO_WORDS;
  const parts = Object.values(reply).map(wordsIn);
  const own = Array.isArray(reply) ? NO_WORDS : ownWords(reply);
  return [own, ...parts].reduce((a, b) => ({
    authorIds: [...a.authorIds, ...b.authorIds],
    noteRoomIds: [...a.noteRoomIds, ...b.noteRoomIds],
    isByProgram: a.isByProgram || b.isByProgram,
  }));
}

const NO_FIELDS = {
  author_id: null,
  created_by: null,
  by: null,
  participant_id: null,
  detail: null,
  note: null,
  room_id: null,
  by_program: null,
};

function ownWords(reply: object): Words {
  const { author_id, created_by, by, participant_id, detail, note, room_id, by_program } = { ...NO_FIELDS, ...reply };
  // `by`: of a file, which has a name. `detail`: the words beside a presence.
  const ids = [author_id, created_by, by, typeof detail === 'string' ? participant_id : null].filter((id) => typeof id === 'string');
  const hasNote = typeof note === 'string' && note !== '' && typeof room_id === 'string';
  return { authorIds: ids, noteRoomIds: hasNote ? [room_id] : [], isByProgram: by_program === true };
}
