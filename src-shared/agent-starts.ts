// How the server wakes a connected agent that is not running when it is called.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { Callers, ProgramRuns } from './hosted-agents.ts';

/** An agent that the server wakes has this time to connect. */
export const WAKING_MS = 2 * 60 * 1000;
/** An agent that lost its connection is woken only if it does not return in this time. */
export const WAKING_GRACE_MS = 10 * 1000;
/** The pauses after an agent could not be woken: once, twice in succession, and so on. The last one repeats. */
export const WAKING_PAUSES_MS = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000] as const;
/** A program that fails sooner after its agent connected, without an answer of the agent, counts as one that could not wake it. */
export const WAKING_CRASH_MS = 60 * 1000;

const { command: _command, args, folder, variables } = ProgramRuns.shape;

export const ProgramStart = z.object({
  kind: z.literal('program'),
  command: described('A program of the server that starts the agent: a name in its search path, or a path.', z.string()),
  args,
  folder: described('The absolute path of the folder in which it starts. Null: a folder that only this agent has.', folder),
  variables,
  callers: described(
    'The people who can cause a start. `owner`: only the person who set it. `people`: every person in rooms that this person is in too.',
    z._default(Callers, 'owner'),
  ),
});
export type ProgramStart = z.infer<typeof ProgramStart>;

export const WebhookStart = z.object({
  kind: z.literal('webhook'),
  webhook_url: described('The address that is sent a signed request.', z.string()),
});
export type WebhookStart = z.infer<typeof WebhookStart>;

export const AgentStart = z.discriminatedUnion('kind', [ProgramStart, WebhookStart]);
export type AgentStart = z.infer<typeof AgentStart>;

/** `came`: the agent connected. `failed`: it could not be woken. */
export const WakingOutcome = z.enum(['waking', 'came', 'failed']);
export type WakingOutcome = z.infer<typeof WakingOutcome>;

/** The newest time that the server woke the agent. */
export const Waking = z.object({
  began_at: z.number(),
  is_trial: described('True: it was tried, and nothing called the agent.', z.boolean()),
  outcome: WakingOutcome,
  ended_at: described('Null while the agent is being woken.', z.nullable(z.number())),
  reason: described('The reason of `failed`, in a sentence.', z.nullable(z.string())),
  last_line: described('The last line that the program wrote, for the owner of the server only. Null: none.', z.nullable(z.string())),
  next_at: described('Calls before this time do not wake the agent. Null: the next call wakes it.', z.nullable(z.number())),
});
export type Waking = z.infer<typeof Waking>;

export const AgentStarting = z.object({
  start: described('Null: the server does not wake the agent.', z.nullable(AgentStart)),
  waking: described('Null: the server has not woken it since the server began.', z.nullable(Waking)),
});
export type AgentStarting = z.infer<typeof AgentStarting>;
