// The tools of a server, as a model is offered them: in bounds, and under names that no tool of the rooms can have.
import * as z from 'zod/mini';
import { catch as orElse } from 'zod/mini';
import { TOOL_NAME_CHARS_MAX } from '../../../../src-shared/tool-servers.ts';
import type { ModelTool } from '../../models/step.ts';
import { plainLine } from '../program/plain-line.ts';

const DESCRIPTION_CHARS_MAX = 600;
/** As JSON. A tool with a larger one is left out: cut, it would be another. */
const SCHEMA_CHARS_MAX = 8_000;
/** Providers take no longer name. */
const MODEL_NAME_CHARS_MAX = 64;

const Described = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(TOOL_NAME_CHARS_MAX), z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u)),
  description: orElse(z.optional(z.string()), undefined),
  inputSchema: z.looseObject({ type: z.literal('object') }),
  annotations: orElse(z.optional(z.object({ readOnlyHint: z.optional(z.boolean()), destructiveHint: z.optional(z.boolean()) })), undefined),
});

export interface KnownTool {
  name: string;
  description: string;
  input: ModelTool['input'];
  readOnly: boolean;
}

/** Those that can be used. The first of several with one name counts. */
export function knownTools(described: readonly unknown[]): { tools: KnownTool[]; leftOut: number } {
  const tools = new Map<string, KnownTool>();
  for (const each of described) {
    const tool = knownTool(each);
    if (tool && !tools.has(tool.name)) tools.set(tool.name, tool);
  }
  return { tools: [...tools.values()], leftOut: described.length - tools.size };
}

function knownTool(described: unknown): KnownTool | null {
  const parsed = Described.safeParse(described).data;
  if (!parsed || JSON.stringify(parsed.inputSchema).length > SCHEMA_CHARS_MAX) return null;
  const { name, description = '', inputSchema, annotations } = parsed;
  const readOnly = annotations?.readOnlyHint === true && annotations.destructiveHint !== true;
  return { name, description: plainLine(description, DESCRIPTION_CHARS_MAX), input: inputSchema, readOnly };
}

/** `mail__send`: a name for the model, which begins with that of the server. `taken`: the names of the others. */
export function modelName(server: string, tool: string, taken: ReadonlySet<string>): string {
  const [before, after] = [plain(server) || 'server', plain(tool) || 'tool'];
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : `_${number}`;
    const name = `${before.slice(0, 20)}__${after}`.slice(0, MODEL_NAME_CHARS_MAX - end.length) + end;
    if (!taken.has(name)) return name;
  }
}

function plain(name: string): string {
  return name.replaceAll(/[^a-z0-9]+/gi, '_').replaceAll(/^_+|_+$/g, '');
}
