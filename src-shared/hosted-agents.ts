// Agents that the server runs.
import * as z from 'zod/mini';
import { TURN_FILES_MAX } from './agent-files.ts';
import { described } from './described.ts';
import { Price } from './providers.ts';

/** Of the sentence from which a model drafts an agent. */
export const PURPOSE_CHARS_MAX = 500;

/** The messages that an agent answers in a room. In a direct room it answers each message of a person. */
export const Wake = z.enum(['called', 'unaddressed', 'always', 'never']);
export type Wake = z.infer<typeof Wake>;

export const WAKE_DEFAULT: Wake = 'called';

/** `owner`: only the owner of the agent. `people`: every person of its rooms. */
export const Callers = z.enum(['owner', 'people']);
export type Callers = z.infer<typeof Callers>;

/** Each has the tools of those before it. */
export const ToolTier = z.enum(['chat', 'room', 'files', 'commands']);
export type ToolTier = z.infer<typeof ToolTier>;

export const TOOL_TIER_DEFAULT = 'room' satisfies ToolTier;

export const ModelRuns = z.object({
  kind: z.literal('model'),
  provider_id: described('The provider of the model.', z.string()),
  model: described("The provider's name for the model.", z.string()),
  tools: described(
    'The tools of the agent. `chat`: it reads and searches its rooms. `room`: it also writes, reacts, votes, and uses tasks and files of rooms. `files`: it also reads and writes the files in `folder`. `commands`: it also runs commands there, each after an approval.',
    z._default(ToolTier, TOOL_TIER_DEFAULT),
  ),
  folder: described(
    'For `files` and `commands`: the absolute path of a folder of the server. Null with the other tools.',
    z._default(z.nullable(z.string()), null),
  ),
  callers: described('For `files` and `commands`: the people who can call the agent.', z._default(Callers, 'owner')),
  images: described('Whether the model is sent images. Left out: if its provider says that it sees them.', z.optional(z.boolean())),
});
export type ModelRuns = z.infer<typeof ModelRuns>;

/** The default. */
export const ROOM_TOOLS = { tools: TOOL_TIER_DEFAULT, folder: null, callers: 'owner' } as const satisfies Partial<ModelRuns>;

/** A model that a program reaches through the server, which keeps the key and counts the tokens. */
export const ProgramModel = z.object({ provider_id: ModelRuns.shape.provider_id, model: ModelRuns.shape.model });
export type ProgramModel = z.infer<typeof ProgramModel>;

export const ProgramRuns = z.object({
  kind: z.literal('program'),
  command: described('A program of the server that speaks the Agent Client Protocol: a name in its search path, or a path.', z.string()),
  args: described('The arguments of the program.', z.array(z.string())),
  folder: described('The absolute path of the folder in which it works. Null: a folder that only this agent has.', z.nullable(z.string())),
  variables: described(
    "The names of environment variables of the server that the program gets, besides the usual ones. None of LANAI's own.",
    z.array(z.string()),
  ),
  mode: described("The program's own name for the way in which it works. Null: its default.", z.nullable(z.string())),
  callers: described('The people who can call the agent.', Callers),
  model: described(
    'The model that it uses, through an address of the server. Null: that of the account with which it is signed in.',
    z._default(z.nullable(ProgramModel), null),
  ),
});
export type ProgramRuns = z.infer<typeof ProgramRuns>;
export const AgentRuns = z.discriminatedUnion('kind', [ModelRuns, ProgramRuns]);
export type AgentRuns = z.infer<typeof AgentRuns>;

export function hasTools({ tools }: Pick<ModelRuns, 'tools'>, needed: ToolTier): boolean {
  return ToolTier.options.indexOf(tools) >= ToolTier.options.indexOf(needed);
}

/** Whether the agent can reach files or programs of the server's computer. Only the owner has such agents. */
export function usesComputer(runs: AgentRuns): boolean {
  return runs.kind === 'program' || hasTools(runs, 'files');
}

/** Limits of 24 hours. */
export const UseLimits = z.object({
  tokens_per_day: described('The tokens that may be used within 24 hours. Null: no limit.', z.nullable(z.number())),
  dollars_per_day: described('The US dollars that may be spent within 24 hours. Null: no limit.', z.nullable(z.number())),
  turns_per_day: described('The answers that may be begun within 24 hours. Null: no limit.', z.nullable(z.number())),
});
export type UseLimits = z.infer<typeof UseLimits>;

export const HostedAgentSettings = z.object({
  runs: described('The way in which the server runs the agent.', AgentRuns),
  instructions: described('Sent to the model before the messages.', z.string()),
  context_messages: described('The number of earlier messages of the room that the agent is sent, at most.', z.number()),
  steps_max: described('The number of requests to the model, or of acts of the program, for one answer, at most.', z.number()),
  ...UseLimits.shape,
  price: described(
    'The price of its tokens, as its owner entered it: in US dollars for a million tokens. Null: the one that the provider lists, if it lists one.',
    z.nullable(Price),
  ),
  paused_at: described('Set while the agent is paused: it answers nothing.', z.nullable(z.number())),
  wakes: described(
    'By the id of the room: the messages that the agent answers there. A room that is not listed: `called`.',
    z.record(z.string(), Wake),
  ),
});
export type HostedAgentSettings = z.infer<typeof HostedAgentSettings>;

/** The use of agents since some time. */
export const AgentUse = z.object({
  turns: z.number(),
  tokens: described('Of requests and answers together, as far as the provider reports them.', z.number()),
  cost: described('In US dollars, as far as it is known. Null: none of it is known.', z.nullable(z.number())),
  unpriced_tokens: described('The tokens of which the cost is unknown.', z.number()),
});
export type AgentUse = z.infer<typeof AgentUse>;

/** For whom all agents of the server together have a limit. */
export const LimitedKind = z.enum(['room', 'person']);
export type LimitedKind = z.infer<typeof LimitedKind>;

/** The limits of all agents of the server together: in one room, or for one person in all rooms. */
export const SharedLimits = z.object({
  kind: LimitedKind,
  id: described('Of the room, or of the person.', z.string()),
  ...UseLimits.shape,
});
export type SharedLimits = z.infer<typeof SharedLimits>;

/** The limits of an agent. */
export const AgentLimits = z.object({ id: described('Of the agent.', z.string()), ...UseLimits.shape });
export type AgentLimits = z.infer<typeof AgentLimits>;

export const UseBy = z.enum(['agent', 'room', 'person']);
export type UseBy = z.infer<typeof UseBy>;

/** The use of one agent, in one room, or for one person. */
export const UseOf = z.object({
  id: described('Null: not known, or a room that is gone or that you cannot see.', z.nullable(z.string())),
  ...AgentUse.shape,
});
export type UseOf = z.infer<typeof UseOf>;

/**
 * `silent`: the agent wrote nothing. `limit`: a limit of its owner ended the turn. `interrupted`: the server ended during the turn.
 */
export const TurnOutcome = z.enum(['answered', 'silent', 'stopped', 'limit', 'failed', 'interrupted']);
export type TurnOutcome = z.infer<typeof TurnOutcome>;

/**
 * The kinds of words from outside that an agent read in a turn. `person`: of a person who cannot call it. `webhook`: a message that a
 * program sent in the name of a person. `file`: the text of a file. `web`: a page, or the result of a server of tools.
 */
export const TurnMark = z.enum(['guest', 'person', 'agent', 'webhook', 'file', 'web']);
export type TurnMark = z.infer<typeof TurnMark>;

export const TurnFileWay = z.enum(['call', 'tool']);
export const TurnFileSent = z.enum(['whole', 'part', 'copy', 'none']);

/** A file that went into a turn, or was left out. */
export const TurnFile = z.object({
  file_id: z.string(),
  name: described('Null: it was deleted, or you cannot see it.', z.nullable(z.string())),
  type: described('Its MIME type.', z.string()),
  size: described('In bytes.', z.number()),
  way: described(
    '`call`: a file of the message that called the agent, or of the one that this replies to. `tool`: the agent read it.',
    TurnFileWay,
  ),
  sent: described('`part`: its beginning, or some parts of it. `copy`: a program was given a copy. `none`: it was left out.', TurnFileSent),
  why: described('The reason of `none`, in a sentence. Null otherwise.', z.nullable(z.string())),
});
export type TurnFile = z.infer<typeof TurnFile>;

/** As the log keeps it: the name is that of the file at the time when the log is read. */
export type NotedFile = Omit<TurnFile, 'name'>;

/** One answer of an agent, from the message that called it to its own. */
export const AgentTurn = z.object({
  id: z.string(),
  agent_id: z.string(),
  room_id: z.string(),
  message_id: described('The message that called the agent.', z.string()),
  caused_by: described(
    'The person whose message led to the turn, directly or through other agents. Null: not known.',
    z.nullable(z.string()),
  ),
  started_at: z.number(),
  ended_at: described('Null while the turn is running.', z.nullable(z.number())),
  outcome: described('Null while the turn is running.', z.nullable(TurnOutcome)),
  steps: described('Requests to the model, or acts of the program.', z.number()),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost: described('In US dollars. Null: unknown.', z.nullable(z.number())),
  messages_sent: described('The messages of the room that the model was sent.', z.number()),
  messages_left_out: described('Earlier messages within `context_messages` that did not fit.', z.number()),
  marks: described('The words from outside that the agent read. With any of them it asks before each strong act.', z.array(TurnMark)),
  files: described(
    `The files that the agent was sent or read, at most ${TURN_FILES_MAX}, and those that were left out.`,
    z.array(TurnFile),
  ),
  files_more: described('Further files, which the log does not list.', z.number()),
  failure: described('The reason of `failed` and `limit`, in a sentence.', z.nullable(z.string())),
  retry_at: described(
    'A limit of the agent for 24 hours ended the turn: the agent can answer again at this time, or with a higher limit. Null otherwise.',
    z.nullable(z.number()),
  ),
});
export type AgentTurn = z.infer<typeof AgentTurn>;

/** A turn as the server keeps it. */
export type NotedTurn = Omit<AgentTurn, 'files'> & { files: NotedFile[] };

/** A program of this computer that can run as an agent. */
export const FoundProgram = z.object({
  name: described('Its name for people.', z.string()),
  command: z.string(),
  args: z.array(z.string()),
  sign_in: described('The command that signs it in, in a terminal. Null: not known.', z.nullable(z.string())),
  mode: described('The mode in which it asks before it acts. Null: it asks by default.', z.nullable(z.string())),
});
export type FoundProgram = z.infer<typeof FoundProgram>;

/** The answer of a program to its first message. */
export const ProgramFacts = z.object({
  name: described('As the program calls itself. Null: it does not say.', z.nullable(z.string())),
  version: z.nullable(z.string()),
  needs_sign_in: described('It answers no message before its owner signs in.', z.boolean()),
  sign_in: described('The ways to sign in with it in a terminal.', z.array(z.object({ id: z.string(), name: z.string() }))),
  resumes: described('It continues a conversation after it was started again.', z.boolean()),
  modes: described('The ways in which it can work.', z.array(z.object({ id: z.string(), name: z.string() }))),
});
export type ProgramFacts = z.infer<typeof ProgramFacts>;
