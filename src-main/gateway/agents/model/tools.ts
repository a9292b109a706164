// The tools of an agent that the server runs: those of its rooms that the person it answers can see too. So nobody reaches a room
// through an agent.
import * as z from 'zod/mini';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Right } from '../../../../src-shared/keys.ts';
import { EVERY_RIGHT, type Actor } from '../../domain/actor.ts';
import { NO_ORIGIN } from '../../domain/audit/draft.ts';
import type { Commands, Core } from '../../domain/core.ts';
import { visibleRoom } from '../../domain/policy.ts';
import type { Seat } from '../../domain/presence/registry.ts';
import type { ModelTool, ToolCall, ToolResult } from '../../models/step.ts';
import type { ToolHost } from '../../realtime/tool-host.ts';
import { COORDINATION_TOOLS } from '../../tools/coordination-tools.ts';
import { TALK_TOOLS } from '../../tools/talk-tools.ts';
import type { Tool } from '../../tools/tool.ts';

const RESULT_CHARS_MAX = 30_000;

const RIGHTS: ReadonlySet<Right> = new Set<Right>(['read', 'post', 'coordinate']);

/** It is added to rooms by people only. */
const TOOLS: readonly Tool[] = [...TALK_TOOLS.filter(({ name }) => name !== 'join'), ...COORDINATION_TOOLS];

/** The words for the room, after the tool was called. */
const ACTS: Partial<Record<string, (input: Readonly<Record<string, unknown>>) => string>> = {
  rooms: () => 'Listed rooms',
  read: () => 'Read messages',
  send: () => 'Wrote a message',
  edit: () => 'Changed a message',
  react: () => 'Reacted to a message',
  who: () => 'Looked who is there',
  search: ({ query }) => (typeof query === 'string' ? `Searched for “${query.slice(0, 100)}”` : 'Searched'),
  task: ({ title }) => (typeof title === 'string' ? 'Created a task' : 'Looked at tasks'),
  vote: ({ title }) => (typeof title === 'string' ? 'Created a vote' : 'Looked at votes'),
};

/** The agent, as it acts in a turn. `askerId`: the person it answers; null: not known. */
export function actorFor(core: Core, agentId: string, roomId: string, askerId: string | null): Actor {
  const asker: Actor | null = askerId === null ? null : { participant_id: askerId, grant: EVERY_RIGHT };
  const shared = [...core.directory.roomIdsOf(agentId)].filter((id) => asker && visibleRoom(core.directory, asker, id));
  return { participant_id: agentId, grant: { ...EVERY_RIGHT, rights: RIGHTS, room_ids: new Set([roomId, ...shared]) } };
}

export interface TurnTools {
  tools: ModelTool[];
  /** Never throws: a model reads the reason and tries again. */
  run(call: ToolCall, signal: AbortSignal): Promise<{ result: ToolResult; act: string }>;
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
    tools: TOOLS.map(({ name, description, input }) => ({ name, description, input: z.toJSONSchema(input, { io: 'input' }) })),
    async run(call, signal) {
      const { text, isError } = await answerOf(host, call, signal, log);
      const act = ACTS[call.name]?.(isRecord(call.input) ? call.input : {}) ?? `Called an unknown tool`;
      const shortened = text.length > RESULT_CHARS_MAX ? `${text.slice(0, RESULT_CHARS_MAX)} … (shortened)` : text;
      return { result: { call, text: shortened, isError }, act: isError ? `${act}: failed` : act };
    },
  };
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
