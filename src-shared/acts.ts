// An act is something that an agent did with a tool. The room sees it in one line, after it ended.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const ActKind = z.enum(['read', 'edit', 'delete', 'move', 'search', 'execute', 'fetch', 'other']);
export type ActKind = z.infer<typeof ActKind>;

/** `refused`: the agent was not allowed to do it. */
export const ActOutcome = z.enum(['done', 'failed', 'refused']);
export type ActOutcome = z.infer<typeof ActOutcome>;

export const ActDiff = z.object({
  path: z.string(),
  before: described('The text before. Null: there was no such file.', z.nullable(z.string())),
  after: z.string(),
});
export type ActDiff = z.infer<typeof ActDiff>;

export const Act = z.object({
  kind: ActKind,
  outcome: described('`refused`: the agent was not allowed to do it.', ActOutcome),
  input: described('The arguments, or the command. Longer ones are cut.', z.optional(z.string())),
  output: described('The result. Longer ones are cut.', z.optional(z.string())),
  diff: described('The change of a file. Longer ones are cut.', z.optional(ActDiff)),
});
export type Act = z.infer<typeof Act>;
