// The tools for the rooms of an agent whose answers a model writes.
import * as z from 'zod/mini';
import type { ActKind } from '../../../../src-shared/acts.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ModelTool, ToolCall } from '../../models/step.ts';
import type { ToolHost } from '../../realtime/tool-host.ts';
import { COORDINATION_TOOLS } from '../../tools/coordination-tools.ts';
import { TALK_TOOLS } from '../../tools/talk-tools.ts';
import type { Tool } from '../../tools/tool.ts';
import { toolHostFor } from '../hosted/tool-host.ts';
import type { Turn } from '../hosted/turn.ts';
import type { ToolSource } from './tool-source.ts';

/** People add it to rooms. It is present in none, and so has no vote. */
const OF_OTHERS = new Set(['join', 'vote']);
const TOOLS: readonly Tool[] = [...TALK_TOOLS, ...COORDINATION_TOOLS].filter(({ name }) => !OF_OTHERS.has(name));

/** In the words for an agent that cannot write to participants directly. */
const DESCRIPTIONS: Partial<Record<string, string>> = {
  send: 'Write a message to another room, in Markdown. Call participants by name with @. A reply answers the message with that number.',
};

type Input = Readonly<Record<string, unknown>>;

/** What a tool did, in words for the room. */
const ACTS: Partial<Record<string, { kind: ActKind; line: (input: Input) => string }>> = {
  rooms: { kind: 'read', line: () => 'Listed rooms' },
  read: { kind: 'read', line: () => 'Read messages' },
  send: { kind: 'other', line: () => 'Wrote a message' },
  edit: { kind: 'edit', line: () => 'Changed a message' },
  react: { kind: 'other', line: () => 'Reacted to a message' },
  who: { kind: 'read', line: () => 'Checked who is here' },
  search: { kind: 'search', line: ({ query }) => (typeof query === 'string' ? `Searched for “${query.slice(0, 100)}”` : 'Searched') },
  task: { kind: 'other', line: ({ title }) => (typeof title === 'string' ? 'Created a task' : 'Checked tasks') },
};
const OTHER = { kind: 'other', line: () => 'Used a tool' } as const;

export type ToolContext = Pick<Turn, 'core' | 'commands' | 'seat' | 'actor' | 'log' | 'marks'>;

export function roomTools(turn: ToolContext): ToolSource {
  const host = toolHostFor(turn);
  return {
    tools: modelTools,
    async run(call, { signal }) {
      const { text, isError } = await answerOf(host, call, signal, turn);
      const { kind, line } = ACTS[call.name] ?? OTHER;
      // A result may have words of another room. Later members of this room may not be able to see that one.
      return { text, isError, line: line(isRecord(call.input) ? call.input : {}), act: { kind, ...(isError && { output: text }) } };
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
  turn: ToolContext,
): Promise<{ text: string; isError: boolean }> {
  const tool = TOOLS.find((each) => each.name === name);
  if (!tool) throw new Error(`The tool ${name} is not for rooms.`);
  const parsed = tool.input.safeParse(input);
  if (!parsed.success) return { text: `The input is wrong: ${z.prettifyError(parsed.error)}`, isError: true };
  try {
    return { text: await tool.run(host, parsed.data, { signal, progress: null }), isError: false };
  } catch (error) {
    if (!(error instanceof AppError)) turn.log(`The tool ${name} failed`, error);
    return { text: error instanceof AppError ? error.message : 'Something went wrong in the server. Try again.', isError: true };
  }
}

function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null;
}
