// The tools of one turn, from several sources: the rooms of the agent, and others by its settings.
import type { Act } from '../../../../src-shared/acts.ts';
import type { ModelImage, ModelTool, ToolCall, ToolResult } from '../../models/step.ts';
import type { FileRead } from '../hosted/turn-files.ts';
import type { Turn } from '../hosted/turn.ts';

export interface RunOptions {
  signal: AbortSignal;
  /** Of the result. A longer one is cut. */
  charsMax: number;
}

/** The result of a call, for the model and for the room. */
export interface Called {
  text: string;
  isError: boolean;
  /** For models that see them. */
  images?: readonly ModelImage[];
  /** Those that it read. */
  files?: readonly FileRead[];
  /** In words for the room. */
  line: string;
  /** Without an outcome it is that of `isError`; without an input it is that of the call. */
  act: Pick<Act, 'kind'> & Partial<Act>;
}

/** Made for one turn. */
export interface ToolSource {
  tools(): readonly ModelTool[];
  /** Of one of its tools. Never throws, unless the signal is aborted: a model reads the reason and tries again. */
  run(call: ToolCall, options: RunOptions): Promise<Called>;
  /** Resolves when all that it started has ended. */
  close?(): Promise<void>;
}

/** Null: the agent has none of these tools. It ends early when the signal of the turn is aborted. */
export type OpenSource = (turn: Turn) => ToolSource | null | Promise<ToolSource | null>;

export interface Ran extends Required<Pick<Called, 'images' | 'files' | 'line'>> {
  result: ToolResult;
  act: Act;
  /** The result is only the beginning of the text. */
  isCut: boolean;
}

export interface TurnTools {
  readonly tools: readonly ModelTool[];
  run(call: ToolCall, options: RunOptions): Promise<Ran>;
  close(): Promise<void>;
}

/** Of two tools with one name, the one of the earlier source counts. */
export async function openTools(turn: Turn, sources: readonly OpenSource[]): Promise<TurnTools> {
  const opened = await Promise.allSettled(sources.map(async (open) => open(turn)));
  const open = opened.flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []));
  const close = async (): Promise<void> => void (await Promise.all(open.map(async (source) => source.close?.())));
  const failed = opened.find((each) => each.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  const byName = new Map<string, { tool: ModelTool; source: ToolSource }>();
  for (const source of open) for (const tool of source.tools()) if (!byName.has(tool.name)) byName.set(tool.name, { tool, source });
  return {
    ...{ tools: [...byName.values()].map(({ tool }) => tool), close },
    async run(call, options) {
      const {
        text,
        isError,
        images = [],
        files = [],
        line,
        act,
      } = (await byName.get(call.name)?.source.run(call, options)) ?? unknownTool(call);
      const isCut = text.length > options.charsMax;
      const shortened = isCut ? `${text.slice(0, options.charsMax).toWellFormed()} … (shortened)` : text;
      return {
        ...{ line, images, files, isCut, result: { call, text: shortened, isError } },
        act: { outcome: isError ? 'failed' : 'done', input: inputText(call), ...act },
      };
    },
  };
}

function unknownTool({ name }: ToolCall): Called {
  const text = `There is no tool "${name}".`;
  return { text, isError: true, line: 'Called an unknown tool', act: { kind: 'other', output: text } };
}

function inputText({ input }: ToolCall): string {
  return typeof input === 'string' ? input : (JSON.stringify(input, null, 2) ?? '');
}
