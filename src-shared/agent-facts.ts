// The facts of an agent that the server runs, for people who may add it to a room or read with it.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { ToolTier } from './hosted-agents.ts';

export const AgentFacts = z.object({
  kind: described('`model`: the server asks a model. `program`: the server starts a program.', z.enum(['model', 'program'])),
  context_messages: described('The number of earlier messages of the room that it is sent when it is called, at most.', z.number()),
  tools: described('Null: a program, which has its own tools.', z.nullable(ToolTier)),
  reader: described(
    'The provider of models that reads the messages. `is_local`: on the computer of the server. Null: a program that uses an account of its owner.',
    z.nullable(z.object({ name: z.string(), is_local: z.boolean() })),
  ),
  paused: z.boolean(),
});
export type AgentFacts = z.infer<typeof AgentFacts>;
