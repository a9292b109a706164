// The tools of an agent that the server runs. It reaches only rooms that all readers of its answer can see.
import * as z from 'zod/mini';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Right } from '../../../../src-shared/keys.ts';
import { EVERY_RIGHT, type Actor } from '../../domain/actor.ts';
import { NO_ORIGIN } from '../../domain/audit/draft.ts';
import type { Commands, Core } from '../../domain/core.ts';
import type { Directory } from '../../domain/directory.ts';
import { visibleRoom } from '../../domain/policy.ts';
import type { Seat } from '../../domain/presence/registry.ts';
import type { ModelTool, ToolCall, ToolResult } from '../../models/step.ts';
import type { ToolHost } from '../../realtime/tool-host.ts';
import { COORDINATION_TOOLS } from '../../tools/coordination-tools.ts';
import { TALK_TOOLS } from '../../tools/talk-tools.ts';
import type { Tool } from '../../tools/tool.ts';

const RIGHTS: ReadonlySet<Right> = new Set<Right>(['read', 'post', 'coordinate']);

/** People add it to rooms. It is present in none, and so has no vote. */
const OF_OTHERS = new Set(['join', 'vote']);
const TOOLS: readonly Tool[] = [...TALK_TOOLS, ...COORDINATION_TOOLS].filter(({ name }) => !OF_OTHERS.has(name));

/** In the words for an agent that cannot write to participants directly. */
const DESCRIPTIONS: Partial<Record<string, string>> = {
  send: 'Write a message to another room, in Markdown. Call participants by name with @. A reply answers the message with that number.',
};

/** The words for the room, after the tool was called. */
const ACTS: Partial<Record<string, (input: Readonly<Record<string, unknown>>) => string>> = {
  rooms: () => 'Listed rooms',
  read: () => 'Read messages',
  send: () => 'Wrote a message',
  edit: () => 'Changed a message',
  react: () => 'Reacted to a message',
  who: () => 'Checked who is here',
  search: ({ query }) => (typeof query === 'string' ? `Searched for “${query.slice(0, 100)}”` : 'Searched'),
  task: ({ title }) => (typeof title === 'string' ? 'Created a task' : 'Checked tasks'),
};

/**
 * The agent, as it acts in a turn in this room: in its rooms that every reader of this room can see too. Otherwise its answer could carry
 * words of a room to people who cannot see it, whatever a message makes it do.
 */
export function actorFor({ directory }: Core, agentId: string, roomId: string): Actor {
  const readers = readersOf(directory, roomId);
  const rooms = [...directory.roomIdsOf(agentId)].filter((id) => readers.every((reader) => isReadable(directory, reader, id)));
  return { participant_id: agentId, grant: { ...EVERY_RIGHT, rights: RIGHTS, room_ids: new Set([roomId, ...rooms]) } };
}

/** The people who can read a room: by themselves, or through an agent of theirs. */
function readersOf(directory: Directory, roomId: string): Actor[] {
  const readers: Actor[] = [];
  const members = directory.room(roomId)?.members ?? new Set<string>();
  for (const { id, ...participant } of directory.participants()) {
    const personId = participant.kind === 'person' ? id : members.has(id) ? participant.owner_id : null;
    const person = personId === null ? null : directory.participant(personId);
    if (!person || person.kind !== 'person' || person.revoked_at !== null) continue;
    const actor = { participant_id: person.id, grant: EVERY_RIGHT };
    if (participant.kind === 'agent' || visibleRoom(directory, actor, roomId)) readers.push(actor);
  }
  return readers;
}

/** Sealed rooms are for no model: titles of tasks and names of files are not sealed there. */
function isReadable(directory: Directory, reader: Actor, roomId: string): boolean {
  return visibleRoom(directory, reader, roomId)?.room.encrypted === false;
}

export interface RunOptions {
  signal: AbortSignal;
  /** Of the result. */
  charsMax: number;
}

export interface TurnTools {
  tools: ModelTool[];
  /** Never throws: a model reads the reason and tries again. */
  run(call: ToolCall, options: RunOptions): Promise<{ result: ToolResult; act: string }>;
}

export interface ToolContext {
  core: Core;
  commands: Commands;
  seat: Seat;
  /** With the rights of this moment: the rooms of the agent and of the asker may change during a turn. */
  actor(): Actor;
  log(message: string, error: unknown): void;
}

export function toolsFor({ core, commands, seat, actor, log }: ToolContext): TurnTools {
  const host: ToolHost = {
    me: actor().participant_id,
    ask: (name, payload) =>
      core.inTurn(actor(), name, () => core.execute(commands, { actor: actor(), seat, origin: NO_ORIGIN }, name, payload)),
  };
  return {
    tools: modelTools(),
    async run(call, { signal, charsMax }) {
      const { text, isError } = await answerOf(host, call, signal, log);
      const act = ACTS[call.name]?.(isRecord(call.input) ? call.input : {}) ?? 'Called an unknown tool';
      const shortened = text.length > charsMax ? `${text.slice(0, charsMax).toWellFormed()} … (shortened)` : text;
      return { result: { call, text: shortened, isError }, act: isError ? `${act}: failed` : act };
    },
  };
}

let described: ModelTool[] | null = null;

/** Made with the first turn: the schemas are the same for all. */
function modelTools(): ModelTool[] {
  return (described ??= TOOLS.map(({ name, description, input }) => ({
    name,
    description: DESCRIPTIONS[name] ?? description,
    input: z.toJSONSchema(input, { io: 'input' }),
  })));
}

async function answerOf(
  host: ToolHost,
  { name, input }: ToolCall,
  signal: AbortSignal,
  log: ToolContext['log'],
): Promise<{ text: string; isError: boolean }> {
  const tool = TOOLS.find((each) => each.name === name);
  if (!tool) return { text: `There is no tool "${name}".`, isError: true };
  const parsed = tool.input.safeParse(input);
  if (!parsed.success) return { text: `The input is wrong: ${z.prettifyError(parsed.error)}`, isError: true };
  try {
    return { text: await tool.run(host, parsed.data, { signal, progress: null }), isError: false };
  } catch (error) {
    if (!(error instanceof AppError)) log(`The tool ${name} failed`, error);
    return { text: error instanceof AppError ? error.message : 'Something went wrong in the server. Try again.', isError: true };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
