// A tool of the server for agents whose answers a model writes, and a source of such tools.
import * as z from 'zod/mini';
import { AppError } from '../../../../src-shared/errors.ts';
import { hasTools, type ToolTier } from '../../../../src-shared/hosted-agents.ts';
import type { ModelTool, ToolCall } from '../../models/step.ts';
import type { ToolAnswer } from '../../tools/tool.ts';
import { isWritten, withoutFields, type ShownAct } from '../hosted/room-tools.ts';
import type { FileRead } from '../hosted/turn-files.ts';
import type { Turn } from '../hosted/turn.ts';
import type { Called, RunOptions, ToolSource } from './tool-source.ts';

/** `files`: the tool read them. */
type OwnAnswer = ToolAnswer | Called | (Pick<Called, 'text' | 'images'> & { files: readonly FileRead[] });

interface About extends ShownAct {
  name: string;
  description: string;
  /** The agent needs these tools, or those of a later tier. */
  tier: ToolTier;
}

export interface OwnTool extends About {
  input: z.ZodMiniObject;
  /** `input`: parsed by the schema. A text is the result for the model. */
  run(turn: Turn, input: unknown, options: RunOptions): Promise<OwnAnswer>;
}

export interface OwnToolRow<I extends z.ZodMiniObject> extends About {
  input: I;
  run(turn: Turn, input: z.infer<I>, options: RunOptions): Promise<OwnAnswer>;
}

/** The caller passes the input that the schema has parsed. */
export function ownTool<I extends z.ZodMiniObject>({ run, ...row }: OwnToolRow<I>): OwnTool {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by the schema of this row
  return { ...row, run: (turn, input, options) => run(turn, input as z.infer<I>, options) };
}

/** Of the tools that the agent has at this moment: its owner may change them during a turn. */
export function sourceOf(turn: Turn, tools: readonly OwnTool[]): ToolSource {
  const mayUse = ({ tier }: OwnTool): boolean => {
    const { runs } = turn.settings;
    return runs.kind === 'model' && hasTools(runs, tier);
  };
  return {
    tools: () => tools.filter(mayUse).map(described),
    async run(call, options) {
      const tool = tools.find(({ name }) => name === call.name);
      if (!tool) throw new Error(`The tool ${call.name} is of another source.`);
      const { kind, line, hides } = tool;
      const about = {
        line: line(isWritten(call.input) ? call.input : {}),
        act: { kind, ...(hides && { input: JSON.stringify(withoutFields(call.input, hides), null, 2) }) },
      };
      const { text, isError, ...more } = await answerOf(turn, { tool, call, mayUse }, options);
      return { ...about, act: { ...about.act, ...(isError && { output: text }) }, ...more, text, isError };
    },
  };
}

interface Use {
  tool: OwnTool;
  call: ToolCall;
  mayUse(tool: OwnTool): boolean;
}

type Answer = Pick<Called, 'text' | 'isError'> & Partial<Called>;

async function answerOf(turn: Turn, { tool, call, mayUse }: Use, options: RunOptions): Promise<Answer> {
  const parsed = tool.input.safeParse(call.input);
  if (!parsed.success) return { text: `The input is wrong: ${z.prettifyError(parsed.error)}`, isError: true };
  try {
    if (!mayUse(tool)) return { text: 'My owner has taken this tool from me.', isError: true };
    const answer = await tool.run(turn, parsed.data, options);
    return typeof answer === 'string' ? { text: answer, isError: false } : { isError: false, ...answer };
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof AppError)) turn.log(`The tool ${tool.name} failed`, error);
    return { text: error instanceof AppError ? error.message : 'Something went wrong in the server. Try again.', isError: true };
  }
}

const shown = new WeakMap<OwnTool, ModelTool>();

/** Made when it is first needed: the schema is the same for all agents. */
function described(tool: OwnTool): ModelTool {
  const { name, description, input } = tool;
  const known = shown.get(tool);
  const made = known ?? { name, description, input: z.toJSONSchema(input, { io: 'input' }) };
  if (!known) shown.set(tool, made);
  return made;
}
