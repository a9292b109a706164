import * as z from 'zod/mini';
import { AgentFacts } from '../agent-facts.ts';
import { described } from '../described.ts';
import {
  AgentLimits,
  AgentTurn,
  AgentUse,
  FoundProgram,
  HostedAgentSettings,
  ModelRuns,
  ProgramFacts,
  ProgramRuns,
  PURPOSE_CHARS_MAX,
  SharedLimits,
  UseBy,
  UseLimits,
  UseOf,
  Wake,
} from '../hosted-agents.ts';
import {
  CONTEXT_MESSAGES_DEFAULT,
  CONTEXT_MESSAGES_MAX,
  INSTRUCTIONS_CHARS_MAX,
  PROGRAM_ARGUMENT_CHARS_MAX,
  PROGRAM_ARGUMENTS_MAX,
  PROGRAM_PATH_CHARS_MAX,
  PROGRAM_VARIABLES_MAX,
  STEPS_DEFAULT,
  STEPS_MAX,
  TOKENS_PER_DAY_DEFAULT,
  TOKENS_PER_DAY_MAX,
  TURNS_PAGE_DEFAULT,
  TURNS_PAGE_MAX,
} from '../limits.ts';
import { Name } from '../name.ts';
import { Agent } from '../objects.ts';
import { AgentDescription } from '../profile.ts';
import { DOLLARS_PER_DAY_MAX, PRICE_MAX, TURNS_PER_DAY_MAX } from '../use-limits.ts';
import { id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutAgent = z.object({ participant_id: id });

const { instructions, context_messages, steps_max, price } = HostedAgentSettings.shape;

const plainText = (charsMax: number) => z.string().check(z.minLength(1), z.maxLength(charsMax), z.regex(/^[^\0\r\n]*$/));

/** The model of an agent, with its limits. */
const model = z.object({
  ...ModelRuns.shape,
  folder: described(describedBy(ModelRuns.shape.folder), z._default(z.nullable(plainText(PROGRAM_PATH_CHARS_MAX)), null)),
});

/** A program, with its limits. */
export const PROCESS_FIELDS = {
  command: described(describedBy(ProgramRuns.shape.command), plainText(PROGRAM_PATH_CHARS_MAX)),
  args: described(
    describedBy(ProgramRuns.shape.args),
    z._default(z.array(z.string().check(z.maxLength(PROGRAM_ARGUMENT_CHARS_MAX))).check(z.maxLength(PROGRAM_ARGUMENTS_MAX)), []),
  ),
  folder: described(describedBy(ProgramRuns.shape.folder), z._default(z.nullable(plainText(PROGRAM_PATH_CHARS_MAX)), null)),
  variables: described(
    describedBy(ProgramRuns.shape.variables),
    z._default(z.array(z.string().check(z.regex(/^(?!LANAI_)[A-Za-z_]\w{0,99}$/i))).check(z.maxLength(PROGRAM_VARIABLES_MAX)), []),
  ),
};

const program = z.object({
  ...ProgramRuns.shape,
  ...PROCESS_FIELDS,
  mode: described(describedBy(ProgramRuns.shape.mode), z._default(z.nullable(plainText(100)), null)),
  callers: described(describedBy(ProgramRuns.shape.callers), z._default(ProgramRuns.shape.callers, 'owner')),
});

const dollarsForTokens = z.number().check(z.minimum(0), z.maximum(PRICE_MAX));

/** A field of the settings, with its limits. */
const fields = {
  runs: described(describedBy(HostedAgentSettings.shape.runs), z.discriminatedUnion('kind', [model, program])),
  instructions: described(describedBy(instructions), z.string().check(z.maxLength(INSTRUCTIONS_CHARS_MAX))),
  context_messages: described(describedBy(context_messages), z.int().check(z.minimum(0), z.maximum(CONTEXT_MESSAGES_MAX))),
  steps_max: described(describedBy(steps_max), z.int().check(z.minimum(1), z.maximum(STEPS_MAX))),
  price: described(describedBy(price), z.nullable(z.object({ input: dollarsForTokens, output: dollarsForTokens }))),
};

/** The limits of 24 hours, with theirs. */
const limits = {
  tokens_per_day: described(
    describedBy(UseLimits.shape.tokens_per_day),
    z.nullable(z.int().check(z.minimum(1), z.maximum(TOKENS_PER_DAY_MAX))),
  ),
  dollars_per_day: described(
    describedBy(UseLimits.shape.dollars_per_day),
    z.nullable(z.number().check(z.minimum(0.000_001), z.maximum(DOLLARS_PER_DAY_MAX))),
  ),
  turns_per_day: described(
    describedBy(UseLimits.shape.turns_per_day),
    z.nullable(z.int().check(z.minimum(1), z.maximum(TURNS_PER_DAY_MAX))),
  ),
};

const sharedLimits = {
  tokens_per_day: z._default(limits.tokens_per_day, null),
  dollars_per_day: z._default(limits.dollars_per_day, null),
  turns_per_day: z._default(limits.turns_per_day, null),
};

const LIMIT_FACTS = ['dollars_per_day', 'turns_per_day'];

function describedBy(schema: z.ZodMiniType): string {
  return z.globalRegistry.get(schema)?.description ?? '';
}

export const HOSTED_AGENT_COMMANDS = {
  create_agent: {
    title: 'Create an agent',
    summary: 'Create an agent that the server runs, and add it to rooms.',
    right: 'admin',
    request: z.object({
      name: Name,
      description: optional(AgentDescription),
      runs: fields.runs,
      instructions: z._default(fields.instructions, ''),
      context_messages: z._default(fields.context_messages, CONTEXT_MESSAGES_DEFAULT),
      steps_max: z._default(fields.steps_max, STEPS_DEFAULT),
      tokens_per_day: z._default(limits.tokens_per_day, TOKENS_PER_DAY_DEFAULT),
      dollars_per_day: z._default(limits.dollars_per_day, null),
      turns_per_day: z._default(limits.turns_per_day, null),
      price: z._default(fields.price, null),
      room_ids: described('The rooms that the agent is a member of from the start.', z._default(z.array(id).check(z.maxLength(100)), [])),
    }),
    reply: Agent,
    http: { route: 'POST /api/agents', status: 201 },
    readOnly: false,
    audit: { topic: 'agents', facts: ['name', 'room_ids'] },
  },
  draft_agent: {
    title: 'Draft an agent',
    summary:
      'Ask a model for a name and instructions of a new agent. Nothing is kept. It fails with `model_failed` and a sentence when the model gives none.',
    right: 'admin',
    request: z.object({
      runs: ModelRuns,
      purpose: described(
        'The purpose of the agent, in one sentence.',
        z.string().check(z.trim(), z.minLength(1), z.maxLength(PURPOSE_CHARS_MAX)),
      ),
    }),
    reply: z.object({
      name: described('Empty: the model gave none that can be used. It may be taken.', z.string()),
      instructions: z.string(),
    }),
    http: 'POST /api/agent-drafts',
    readOnly: false,
    audit: { none: 'It changes nothing here.' },
  },
  get_agent_settings: {
    title: "Show an agent's settings",
    summary: 'Get the settings of an agent that the server runs, and its use in the last 24 hours.',
    right: 'admin',
    request: aboutAgent,
    reply: z.object({ settings: HostedAgentSettings, used: AgentUse }),
    http: 'GET /api/agents/:participant_id/settings',
    readOnly: true,
  },
  describe_agent: {
    title: 'Describe an agent',
    summary:
      'Get the facts of an agent that the server runs which matter to all who share a room with it: its tools, and who reads the messages.',
    right: 'read',
    request: aboutAgent,
    reply: AgentFacts,
    http: 'GET /api/agents/:participant_id/facts',
    readOnly: true,
  },
  update_agent_settings: {
    title: "Change an agent's settings",
    summary: 'Change the settings of an agent that the server runs, or pause it. A field that is left out stays as it is.',
    right: 'admin',
    request: z.object({
      participant_id: id,
      runs: z.optional(fields.runs),
      instructions: z.optional(fields.instructions),
      context_messages: z.optional(fields.context_messages),
      steps_max: z.optional(fields.steps_max),
      tokens_per_day: z.optional(limits.tokens_per_day),
      dollars_per_day: z.optional(limits.dollars_per_day),
      turns_per_day: z.optional(limits.turns_per_day),
      price: z.optional(fields.price),
      paused: described('True: the agent answers nothing, and its present answers end.', z.optional(z.boolean())),
    }),
    reply: HostedAgentSettings,
    http: 'PATCH /api/agents/:participant_id/settings',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id', facts: ['paused', 'steps_max', 'dollars_per_day', 'turns_per_day'] },
  },
  set_agent_wake: {
    title: 'Set when an agent answers',
    summary:
      'Set the messages that an agent answers in a room: mentions and replies, unaddressed messages too, every message of a person, or none.',
    right: 'admin',
    request: z.object({ participant_id: id, room_id: id, wake: Wake }),
    reply: HostedAgentSettings,
    http: 'PUT /api/agents/:participant_id/wakes/:room_id',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id', facts: ['room_id', 'wake'] },
  },
  find_programs: {
    title: 'Find programs for agents',
    summary: 'List the programs of the server that can run as agents, of those that Lanai knows. For the owner, on this computer.',
    right: 'admin',
    request: z.object({}),
    reply: z.object({ programs: z.array(FoundProgram) }),
    http: 'GET /api/agent-programs',
    readOnly: true,
  },
  try_program: {
    title: 'Try a program',
    summary: 'Start a program as an agent would be started, ask it who it is, and end it. For the owner, on this computer.',
    right: 'admin',
    request: z.object({ runs: program }),
    reply: ProgramFacts,
    http: 'POST /api/agent-programs/trials',
    readOnly: false,
    audit: { topic: 'agents' },
  },
  prepare_sign_in: {
    title: 'Prepare a sign-in',
    summary:
      'Prepare the command with which the owner signs in with a program. Only the desktop app can run it, in a terminal window, once and within a minute.',
    right: 'admin',
    request: z.object({
      runs: program,
      way: described('The id of a way that `try_program` returned.', z.string().check(z.maxLength(200))),
    }),
    reply: z.object({ ticket: described('For the desktop app.', z.string()), command: described('As it would be typed.', z.string()) }),
    http: 'POST /api/agent-programs/sign-ins',
    readOnly: false,
    audit: { topic: 'agents' },
  },
  list_agent_turns: {
    title: "List an agent's turns",
    summary: 'List the answers of an agent that the server runs, newest first: the caller, the outcome, tokens and cost.',
    right: 'admin',
    request: z.object({
      participant_id: id,
      before: described('Only turns that began before this time.', optional(z.number())),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(TURNS_PAGE_MAX)), TURNS_PAGE_DEFAULT),
    }),
    reply: z.object({ turns: z.array(AgentTurn), has_more: z.boolean() }),
    http: 'GET /api/agents/:participant_id/turns',
    readOnly: true,
    largeReply: true,
  },
  list_agent_use: {
    title: 'List the use of agents',
    summary:
      'List the turns, tokens and cost of the agents that the server runs, by agent, by room, or by the person who caused them, with the limits that rooms and people have.',
    right: 'admin',
    request: z.object({
      by: UseBy,
      since: described('Use since this time, to the hour. Older use than 90 days is not kept.', z.number()),
      agent_id: described('Only the use of this agent.', optional(id)),
    }),
    reply: z.object({
      use: described('The most tokens first.', z.array(UseOf)),
      total: AgentUse,
      limits: described('Of the rooms that you can see, and of people.', z.array(SharedLimits)),
      agent_limits: described('Of each agent that the server runs.', z.array(AgentLimits)),
    }),
    http: 'GET /api/agent-use',
    readOnly: true,
    largeReply: true,
  },
  limit_agents_in_room: {
    title: 'Limit agents in a room',
    summary: 'Set the limits of 24 hours of all agents of the server together in a room. They replace the present ones.',
    right: 'admin',
    request: z.object({ room_id: id, ...sharedLimits }),
    reply: SharedLimits,
    http: 'PUT /api/rooms/:room_id/agent-limits',
    readOnly: false,
    audit: { topic: 'agents', about: 'room_id', facts: LIMIT_FACTS },
  },
  limit_agents_for_person: {
    title: 'Limit agents for a person',
    summary: 'Set the limits of 24 hours of all agents of the server together for what a person causes. They replace the present ones.',
    right: 'admin',
    request: z.object({ participant_id: id, ...sharedLimits }),
    reply: SharedLimits,
    http: 'PUT /api/people/:participant_id/agent-limits',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id', facts: LIMIT_FACTS },
  },
} as const satisfies Record<string, CommandRow>;
