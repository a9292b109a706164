// The words from outside that an agent read in a turn. A turn with any of them uses no strong tool without a yes: they may be written to
// make it act.
import { TurnMark } from '../../../../src-shared/hosted-agents.ts';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { isActive } from '../../../../src-shared/participants.ts';

const READ: Readonly<Record<TurnMark, string>> = {
  guest: 'a message of a guest',
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

  constructor(agentId: string, find: Find) {
    this.#agentId = agentId;
    this.#find = find;
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
    this.add(...marksOfMessages(messages, this.#agentId, this.#find));
  }

  /** The agent is sent words of the reply of a command. */
  readReply(reply: unknown): void {
    this.add(...marksOfAuthors(authorsIn(reply), this.#agentId, this.#find));
  }
}

/** The marks of messages, for this agent. */
export function marksOfMessages(messages: readonly Message[], agentId: string, find: Find): TurnMark[] {
  const authors = messages.flatMap(({ author_id, forwarded_from }) => [author_id, ...(forwarded_from ? [forwarded_from.author_id] : [])]);
  return marksOfAuthors(authors, agentId, find);
}

export function marksOfAuthors(authorIds: readonly string[], agentId: string, find: Find): TurnMark[] {
  return [...new Set(authorIds)].filter((id) => id !== agentId).flatMap((id) => markOf(find(id)) ?? []);
}

/** An author who is gone counts as a guest. The server's own agent repeats what it was asked for only to the person who asked. */
function markOf(author: Participant | null): TurnMark | null {
  if (author?.kind === 'agent') return author.type === 'built-in' ? null : 'agent';
  return author === null || author.role === 'guest' || !isActive(author) ? 'guest' : null;
}

/** The participants who wrote something in the reply of a command, wherever it stands there. */
export function authorsIn(reply: unknown): string[] {
  if (Array.isArray(reply)) return reply.flatMap(authorsIn);
  if (typeof reply !== 'object' || reply === null) return [];
  const { author_id, created_by, participant_id, detail } = {
    author_id: null,
    created_by: null,
    participant_id: null,
    detail: null,
    ...reply,
  };
  // The words beside a presence.
  const ids = [author_id, created_by, typeof detail === 'string' ? participant_id : null].filter((id) => typeof id === 'string');
  return [...ids, ...Object.values(reply).flatMap(authorsIn)];
}
