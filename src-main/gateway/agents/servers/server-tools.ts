// The tools of the servers of one turn. A person is asked before each change, with the exact arguments.
import { AppError } from '../../../../src-shared/errors.ts';
import { isAllowed, type ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import { TOOLS_OFFERED_MAX, type StoredToolServer } from '../../../../src-shared/tool-servers.ts';
import type { ModelTool, ToolCall } from '../../models/step.ts';
import { tokensIn } from '../hosted/messages.ts';
import type { Turn } from '../hosted/turn.ts';
import type { Called, RunOptions, ToolSource } from '../model/tool-source.ts';
import { plainLine } from '../program/plain-line.ts';
import type { ServerConnection } from './connection.ts';
import { sentenceOf, ServerFailed } from './failure.ts';
import { modelName, type KnownTool } from './offered.ts';

/** The descriptions of all tools of all servers. The context of many models is small. */
const OFFERED_TOKENS_MAX = 4_000;
const LABEL_CHARS_MAX = 80;
const CHANGED_MEANWHILE = 'This tool may not be used any more.';
const NOT_ALLOWED: Readonly<Record<Exclude<ApprovalOutcome, 'allowed_once' | 'allowed_session'>, string>> = {
  rejected: 'A person did not allow it. Do not try it again.',
  expired: 'No person allowed it in time.',
  cancelled: 'It was not allowed.',
};

export interface OpenServer {
  server: StoredToolServer;
  connection: ServerConnection;
  tools: readonly KnownTool[];
}

interface Offered extends OpenServer {
  tool: KnownTool;
}

export class ServerTools implements ToolSource {
  readonly #turn: Turn;
  readonly #opened: readonly OpenServer[];
  readonly #mayUse: (serverId: string, tool: string) => boolean;
  /** By the name for the model. */
  readonly #offered = new Map<string, Offered>();
  readonly #tools: ModelTool[] = [];

  /** `mayUse`: by the settings of this moment. */
  constructor(turn: Turn, opened: readonly OpenServer[], mayUse: (serverId: string, tool: string) => boolean) {
    this.#turn = turn;
    this.#opened = opened;
    this.#mayUse = mayUse;
    this.#offer();
  }

  tools(): readonly ModelTool[] {
    return this.#tools;
  }

  async run(call: ToolCall, { signal }: RunOptions): Promise<Called> {
    const offered = this.#offered.get(call.name);
    if (!offered) return refused('There is no such tool.', 'Called an unknown tool');
    const { server, tool, connection } = offered;
    const line = `Used ${labelOf(offered)}`;
    if (!isRecord(call.input)) return refused('The input is no object.', line);
    const input = call.input;
    const no = tool.readOnly ? null : await this.#askFor(offered, input, signal);
    if (no !== null) return refused(no, line);
    if (!this.#mayUse(server.id, tool.name)) return refused(CHANGED_MEANWHILE, line);
    // Also words of an error.
    this.#turn.marks.add('web');
    try {
      const { text, isError } = await connection.call(tool.name, input, signal);
      return { text, isError, line, act: { kind: tool.readOnly ? 'read' : 'other', ...(isError && { output: text }) } };
    } catch (error) {
      if (!(error instanceof ServerFailed)) throw error;
      const text = sentenceOf(error);
      return { text, isError: true, line, act: { kind: 'other', output: text } };
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map(({ connection }) => connection.close()));
  }

  #offer(): void {
    let tokens = 0;
    for (const server of this.#opened)
      for (const tool of server.tools) {
        const name = modelName(server.server.name, tool.name, new Set(this.#offered.keys()));
        const offered = { name, description: `(${plainLine(server.server.name, LABEL_CHARS_MAX)}) ${tool.description}`, input: tool.input };
        tokens += tokensIn(JSON.stringify(offered));
        if (tokens > OFFERED_TOKENS_MAX || this.#tools.length >= TOOLS_OFFERED_MAX) return;
        this.#offered.set(name, { ...server, tool });
        this.#tools.push(offered);
      }
  }

  /** Null: it is allowed. Otherwise the reason, for the model. */
  async #askFor(offered: Offered, input: object, signal: AbortSignal): Promise<string | null> {
    const turn = this.#turn;
    const detail = { kind: 'text', text: JSON.stringify(input, null, 2) } as const;
    // Another server in its place is to be allowed again.
    const what = JSON.stringify([offered.server.id, offered.server.runs, offered.tool.name]);
    turn.show('blocked', turn.ownerName === null ? 'Waits for approval' : `Waits for ${turn.ownerName}’s approval`);
    try {
      const outcome = await turn.permit(what, { title: `Use ${labelOf(offered)}`, reason: null, detail }, signal);
      signal.throwIfAborted();
      if (isAllowed(outcome)) return null;
      return NOT_ALLOWED[outcome === 'rejected' || outcome === 'expired' ? outcome : 'cancelled'];
    } catch (error) {
      if (error instanceof AppError) return error.message;
      throw error;
    } finally {
      turn.show('thinking', null);
    }
  }
}

function labelOf({ server, tool }: Offered): string {
  return `“${plainLine(tool.name, LABEL_CHARS_MAX)}” of ${plainLine(server.name, LABEL_CHARS_MAX)}`;
}

function refused(text: string, line: string): Called {
  return { text, isError: true, line, act: { kind: 'other', outcome: 'refused', output: text } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
