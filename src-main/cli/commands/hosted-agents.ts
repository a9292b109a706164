// Agents that the home runs, as subcommands of `lanai agents`.
import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import type { AgentInfo } from '../../../src-shared/agent-protocol/replies.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { WAKE_DEFAULT, type AgentRuns, type AgentTurn } from '../../../src-shared/hosted-agents.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import type { Model, Provider } from '../../../src-shared/providers.ts';
import { Failure } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { several, wholeNumber } from '../options.ts';
import { allRooms } from '../rooms.ts';
import { withClient } from '../session.ts';
import { readStdin } from '../stdin.ts';
import { agentCalled } from './agent-called.ts';
import { defineUse, limitText } from './agent-use.ts';
import { roomIds } from './keys.ts';
import { providerCalled } from './models.ts';
import { filesText } from './turn-files-text.ts';

const TURNS_DEFAULT = 20;

interface CreateOptions extends AgentOptions {
  provider: string;
  model: string;
  instructionsFile?: string;
  tools?: 'chat' | 'room';
  images?: 'yes' | 'no';
  room?: string[];
}

export function defineHosted(command: Command): void {
  withAgent(command.command('create').description('an agent that the home runs: a model writes its answers'))
    .argument('<name>', 'the name of the agent')
    .requiredOption('--provider <provider>', 'the provider of its model ("lanai models" lists them)')
    .requiredOption('--model <model>', 'its model ("lanai models check PROVIDER" lists them)')
    .option('--instructions-file <path>', 'what the model is sent before the messages; "-" reads it from stdin')
    .addOption(new Option('--tools <tools>', 'chat: it reads and searches; room: it also writes').choices(['chat', 'room']))
    .addOption(new Option('--images <images>', 'whether its model is sent images; left out: as the provider says').choices(['yes', 'no']))
    .option('--room <rooms>', 'the rooms it is in from the start (several with commas)', several)
    .action(async (name: string, options: CreateOptions) => {
      const created = await create(name, options);
      createOutput(options.json).show(created, `${oneLine(created.name)} is created. It answers when it is called.`);
    });
  withAgent(command.command('settings').description('the settings of an agent that the home runs, and its use'))
    .argument('<name>', 'a name or an id')
    .action(showSettings);
  definePause(command, 'pause', true);
  definePause(command, 'continue', false);
  withAgent(command.command('turns').description('the answers of an agent that the home runs, newest first'))
    .argument('<name>', 'a name or an id')
    .option('--limit <count>', 'how many', wholeNumber, TURNS_DEFAULT)
    .action(showTurns);
  defineUse(command);
}

function definePause(command: Command, name: 'pause' | 'continue', paused: boolean): void {
  const about = paused ? 'let an agent that the home runs answer nothing, and end its answers' : 'let a paused agent answer again';
  withAgent(command.command(name).description(about))
    .argument('<name>', 'a name or an id')
    .action(async (which: string, options: AgentOptions) => {
      const { agent, settings } = await withClient(options, async (client) => {
        const found = await agentCalled(client, which);
        const asked = { participant_id: found.agent_id, paused };
        return { agent: found, settings: await client.request('update_agent_settings', asked, COMMANDS.update_agent_settings.reply) };
      });
      createOutput(options.json).show(settings, `${oneLine(agent.name)} ${paused ? 'is paused.' : 'answers again.'}`);
    });
}

async function create(name: string, { provider, model, instructionsFile, tools, images, room, ...options }: CreateOptions): Promise<Agent> {
  const instructions = instructionsFile === undefined ? undefined : await readInstructions(instructionsFile);
  return withClient(
    options,
    async (client) => {
      const { id, name: called } = await providerCalled(client, provider);
      const { models } = await client.request('list_models', { provider_id: id }, COMMANDS.list_models.reply);
      requireModel(models, model, called);
      const runs = { kind: 'model', provider_id: id, model, tools, ...(images !== undefined && { images: images === 'yes' }) };
      const asked = { name, runs, instructions, room_ids: await roomIds(client, room) };
      return client.request('create_agent', asked, COMMANDS.create_agent.reply);
    },
    { isRepeatable: false },
  );
}

function requireModel(models: readonly Model[], wanted: string, provider: string): void {
  if (models.some(({ id }) => id === wanted)) return;
  throw new Failure(
    `${oneLine(provider)} has no model "${oneLine(wanted)}". "lanai models check ${oneLine(provider)}" lists those that it has.`,
  );
}

async function readInstructions(file: string): Promise<string> {
  if (file === '-') return readStdin();
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`The instructions in ${file} cannot be read.`, undefined, { cause: error });
  }
}

async function showSettings(which: string, options: AgentOptions): Promise<void> {
  const { agent, reply, providers, rooms } = await withClient(options, async (client) => {
    const found = await agentCalled(client, which);
    return {
      agent: found,
      reply: await client.request('get_agent_settings', { participant_id: found.agent_id }, COMMANDS.get_agent_settings.reply),
      providers: (await client.request('list_providers', {}, COMMANDS.list_providers.reply)).providers,
      rooms: new Map((await allRooms(client)).map(({ room_id, name }) => [room_id, name])),
    };
  });
  createOutput(options.json).show({ name: agent.name, id: agent.agent_id, ...reply }, settingsText(agent, reply, { providers, rooms }));
}

interface Names {
  providers: readonly Provider[];
  rooms: ReadonlyMap<string, string>;
}

function settingsText(agent: AgentInfo, { settings, used }: Reply<'get_agent_settings'>, { providers, rooms }: Names): string {
  const { runs, instructions, context_messages, steps_max, paused_at, wakes } = settings;
  const wakeLines = Object.entries(wakes)
    .filter(([id]) => rooms.has(id))
    .map(([id, wake]) => `  in ${oneLine(rooms.get(id) ?? id)}: ${wake}`);
  return [
    `${oneLine(agent.name)} (${agent.agent_id})${paused_at === null ? '' : `, paused since ${timeText(paused_at)}`}`,
    runsText(runs, providers),
    `Earlier messages: at most ${context_messages}`,
    `Steps for one answer: at most ${steps_max}`,
    `Limit in 24 hours: ${limitText(settings) || 'none'}`,
    `In 24 hours: ${used.turns} ${used.turns === 1 ? 'answer' : 'answers'}, ${used.tokens} tokens, ${costOf(used.cost)}`,
    `Answers: ${WAKE_DEFAULT}${wakeLines.length === 0 ? '' : ', but'}`,
    ...wakeLines,
    `Instructions: ${instructions === '' ? 'none' : oneLine(instructions)}`,
  ].join('\n');
}

function runsText(runs: AgentRuns, providers: readonly Provider[]): string {
  if (runs.kind === 'program')
    return `Program: ${oneLine([runs.command, ...runs.args].join(' '))}, called by ${runs.callers === 'owner' ? 'its owner only' : 'people'}`;
  const provider = providers.find(({ id }) => id === runs.provider_id)?.name ?? 'a provider that was removed';
  const folder = runs.folder === null ? '' : `, in ${oneLine(runs.folder)}`;
  return `Model: ${oneLine(runs.model)} of ${oneLine(provider)}\nTools: ${runs.tools}${folder}\nImages: ${runs.images === undefined ? 'as the provider says' : runs.images ? 'yes' : 'no'}`;
}

async function showTurns(which: string, { limit, ...options }: AgentOptions & { limit: number }): Promise<void> {
  const { turns, names } = await withClient(options, async (client) => {
    const found = await agentCalled(client, which);
    const asked = { participant_id: found.agent_id, limit };
    const listed = await client.request('list_agent_turns', asked, COMMANDS.list_agent_turns.reply);
    return { turns: listed.turns, names: new Map((await allRooms(client)).map(({ room_id, name }) => [room_id, name])) };
  });
  createOutput(options.json).list(turns, tableOf(names));
}

function tableOf(rooms: ReadonlyMap<string, string>): Table<AgentTurn> {
  return {
    head: ['TIME', 'ROOM', 'OUTCOME', 'STEPS', 'TOKENS IN/OUT', 'COST', 'READ FROM', 'FILES', 'REASON'],
    row: (turn) => [
      ...[timeText(turn.started_at), rooms.get(turn.room_id) ?? turn.room_id, turn.outcome ?? 'answering', String(turn.steps)],
      ...[`${turn.input_tokens} / ${turn.output_tokens}`, costOf(turn.cost), turn.marks.join(', '), filesText(turn), turn.failure ?? ''],
    ],
    none: 'It has not been called yet.',
  };
}

function costOf(cost: number | null): string {
  return cost === null ? 'cost unknown' : `${cost} US dollars`;
}
