// The use of the agents that the home runs, and the limits of agents, rooms and people.
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { UseBy, type AgentUse, type SharedLimits, type UseLimits, type UseOf } from '../../../src-shared/hosted-agents.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { duration, wholeNumber } from '../options.ts';
import { createOutput, oneLine, type Table } from '../output.ts';
import { allAgents } from '../participants.ts';
import { allRooms, findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';
import { agentCalled } from './agent-called.ts';
import { personCalled } from './people.ts';

interface UseOptions extends AgentOptions {
  by: UseBy;
  since: number;
}

interface LimitOptions extends AgentOptions {
  agent?: string;
  room?: string;
  person?: string;
  tokens?: number | 'none';
  dollars?: number | 'none';
  answers?: number | 'none';
  price?: { input: number; output: number } | 'none';
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function defineUse(command: Command): void {
  withAgent(command.command('use').description('what the agents that the home runs have used, and who caused it'))
    .addOption(new Option('--by <what>', 'summed by').choices(UseBy.options).default('agent'))
    .option('--since <time>', 'for so long, like 7d', duration, DAY_MS)
    .action(showUse);
  withAgent(command.command('limit').description('what an agent, a room or a person may use in 24 hours; "none" lifts a limit'))
    .option('--agent <name>', 'this agent')
    .option('--room <room>', 'all agents together in this room')
    .option('--person <person>', 'all agents together for this person')
    .option('--tokens <count>', 'tokens', orNone(wholeNumber))
    .option('--dollars <amount>', 'US dollars', orNone(amount))
    .option('--answers <count>', 'answers', orNone(wholeNumber))
    .option('--price <in/out>', 'with --agent: what a million of its tokens cost in US dollars, like 3/15', orNone(price))
    .action(limit);
}

async function showUse({ by, since, ...options }: UseOptions): Promise<void> {
  const { reply, names } = await withClient(options, async (client) => ({
    reply: await client.request('list_agent_use', { by, since: Date.now() - since }, COMMANDS.list_agent_use.reply),
    names: await namesOf(client, by),
  }));
  const limits = new Map(reply.limits.filter(({ kind }) => kind === by).map((each) => [each.id, each]));
  createOutput(options.json).list(reply.use, tableOf(by, names, limits));
}

async function namesOf(client: AgentClient, by: UseBy): Promise<Map<string, string>> {
  if (by === 'room') return new Map((await allRooms(client)).map(({ room_id, name }) => [room_id, name]));
  if (by === 'agent') return new Map((await allAgents(client)).map(({ agent_id, name }) => [agent_id, name]));
  const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
  return new Map(people.map(({ id, name }) => [id, name]));
}

function tableOf(by: UseBy, names: ReadonlyMap<string, string>, limits: ReadonlyMap<string, SharedLimits>): Table<UseOf> {
  return {
    head: [by.toUpperCase(), 'ANSWERS', 'TOKENS', 'COST', 'LIMIT IN 24 HOURS'],
    row: ({ id, ...use }) => [
      id === null ? 'not known' : (names.get(id) ?? id),
      ...[String(use.turns), String(use.tokens), costOf(use), id === null ? '' : limitText(limits.get(id))],
    ],
    none: 'The agents have used nothing.',
  };
}

function costOf({ cost, unpriced_tokens }: AgentUse): string {
  if (cost === null) return 'unknown';
  return `${cost} US dollars${unpriced_tokens === 0 ? '' : `, and unknown for ${unpriced_tokens} tokens`}`;
}

export function limitText(limits: UseLimits | undefined): string {
  if (!limits) return '';
  const { tokens_per_day, dollars_per_day, turns_per_day } = limits;
  return [
    ...(tokens_per_day === null ? [] : [`${tokens_per_day} tokens`]),
    ...(dollars_per_day === null ? [] : [`${dollars_per_day} US dollars`]),
    ...(turns_per_day === null ? [] : [turns_per_day === 1 ? '1 answer' : `${turns_per_day} answers`]),
  ].join(', ');
}

async function limit({ agent, room, person, price: entered, tokens, dollars, answers, ...options }: LimitOptions): Promise<void> {
  if ([agent, room, person].filter((each) => each !== undefined).length !== 1)
    throw new UsageError('Say for which it is: --agent, --room or --person.');
  if (entered !== undefined && agent === undefined) throw new UsageError('--price needs --agent.');
  const change = {
    ...(tokens !== undefined && { tokens_per_day: known(tokens) }),
    ...(dollars !== undefined && { dollars_per_day: known(dollars) }),
    ...(answers !== undefined && { turns_per_day: known(answers) }),
  };
  if (entered === undefined && Object.keys(change).length === 0)
    throw new UsageError('Say what to limit: --tokens, --dollars or --answers.');
  const { name, limits } = await withClient(options, (client) => {
    if (agent !== undefined) return limitAgent(client, agent, { ...change, ...(entered !== undefined && { price: known(entered) }) });
    return room === undefined ? limitPerson(client, person ?? '', change) : limitRoom(client, room, change);
  });
  createOutput(options.json).show(limits, `${oneLine(name)}: ${limitText(limits) || 'no limit'} in 24 hours.`);
}

interface Limited {
  name: string;
  limits: UseLimits;
}

async function limitAgent(client: AgentClient, which: string, change: object): Promise<Limited> {
  const { agent_id, name } = await agentCalled(client, which);
  const { reply } = COMMANDS.update_agent_settings;
  return { name, limits: await client.request('update_agent_settings', { participant_id: agent_id, ...change }, reply) };
}

async function limitRoom(client: AgentClient, which: string, change: Partial<UseLimits>): Promise<Limited> {
  const { room_id, name } = await findRoom(client, which);
  const asked = { room_id, ...(await presentLimits(client, room_id)), ...change };
  return { name, limits: await client.request('limit_agents_in_room', asked, COMMANDS.limit_agents_in_room.reply) };
}

async function limitPerson(client: AgentClient, which: string, change: Partial<UseLimits>): Promise<Limited> {
  const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
  const { id: participant_id, name } = personCalled(people, which);
  const asked = { participant_id, ...(await presentLimits(client, participant_id)), ...change };
  return { name, limits: await client.request('limit_agents_for_person', asked, COMMANDS.limit_agents_for_person.reply) };
}

/** Those that are not mentioned stay. */
async function presentLimits(client: AgentClient, of: string): Promise<Partial<UseLimits>> {
  const { limits } = await client.request('list_agent_use', { by: 'room', since: Date.now() }, COMMANDS.list_agent_use.reply);
  const { kind: _kind, id: _id, ...present } = limits.find(({ id }) => id === of) ?? { kind: null, id: null };
  return present;
}

/** The reader of options takes no null. */
function orNone<T>(parse: (text: string) => T): (text: string) => T | 'none' {
  return (text) => (text === 'none' ? 'none' : parse(text));
}

const known = <T>(value: T | 'none'): T | null => (value === 'none' ? null : value);

function amount(text: string): number {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(text)) throw new InvalidArgumentError('It takes an amount like 5 or 0.50.');
  return Number(text);
}

function price(text: string): { input: number; output: number } {
  const [input, output, ...rest] = text.split('/');
  if (input === undefined || output === undefined || rest.length > 0) throw new InvalidArgumentError('It takes two amounts like 3/15.');
  return { input: amount(input), output: amount(output) };
}
