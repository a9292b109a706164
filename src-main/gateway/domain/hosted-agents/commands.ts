// The agents that the server runs: their creation, their settings and their turns.
import type { AgentFacts } from '../../../../src-shared/agent-facts.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import {
  usesComputer,
  type AgentRuns,
  type HostedAgentSettings,
  type ModelRuns,
  type ProgramModel,
  type ToolTier,
} from '../../../../src-shared/hosted-agents.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { isLoopbackHost } from '../../../../src-shared/loopback.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import type { Price } from '../../../../src-shared/providers.ts';
import type { Actor } from '../actor.ts';
import { managedAgent } from '../agents/commands.ts';
import type { Commands, Core } from '../core.ts';
import { providerOf } from '../directory/hosted-agents.ts';
import {
  canSeeParticipant,
  mayAddMembers,
  mayAdminister,
  mayKeepHome,
  mayRunPrograms,
  ownerPersonId,
  OWNERS_COMPUTER_ONLY,
  requirePermission,
} from '../policy.ts';
import { refuseArchived } from '../rooms/archived.ts';
import { withNames } from './turn-files.ts';
import { useOf } from './use.ts';

type HostedAgentCommand =
  | 'create_agent'
  | 'get_agent_settings'
  | 'describe_agent'
  | 'update_agent_settings'
  | 'set_agent_wake'
  | 'list_agent_turns';

export const DAY_MS = 24 * 60 * 60 * 1000;

export type PriceOf = (model: ProgramModel) => Promise<Price | null>;

export interface HostedAgentPorts {
  /** The settings were changed. A paused agent ends its turns and is shown as absent. */
  follow(participantId: string): void;
  /** Why no agent may be given this folder of the computer, as a sentence. Null: it may. */
  folderProblem(folder: string, tools: ToolTier): Promise<string | null>;
  /** Of its tokens, as the provider lists it. */
  priceOf: PriceOf;
}

export function hostedAgentCommands(core: Core, ports: HostedAgentPorts): Pick<Commands, HostedAgentCommand> {
  return {
    async create_agent({ actor }, { name, description, room_ids, ...settings }) {
      requirePermission(mayAdminister(core.directory, actor), 'Only the owner or an admin can do that.');
      await requireRuns(core, actor, settings.runs, ports);
      await requirePrice(settings, ports.priceOf);
      const rooms = [...new Set(room_ids)];
      for (const roomId of rooms) requireAddable(core, actor, roomId);
      const about = { id: newId(), name, owner_id: ownerPersonId(core.directory, actor), description: description || null };
      const agent = await core.write('createHostedAgent', { ...about, settings: { ...settings, paused_at: null, wakes: {} } });
      // Rooms in memory are in another store, so that this is no single operation.
      for (const room_id of rooms) await addTo(core, actor, room_id, agent.id);
      return agent;
    },

    async get_agent_settings({ actor }, { participant_id }) {
      const { agent } = hosted(core, actor, participant_id);
      const { value: rows } = await core.archiveInOrder.agentLedger(agent.id, core.now() - DAY_MS);
      return { settings: hosted(core, core.readerNow(actor), participant_id).settings, used: useOf(rows) };
    },

    describe_agent({ actor }, { participant_id }) {
      const settings = canSeeParticipant(core.directory, actor, participant_id) && core.directory.hostedAgents.find(participant_id);
      if (!settings) throw new AppError('agent_not_found', NOT_RUN);
      return factsOf(core, settings);
    },

    async update_agent_settings({ actor }, { participant_id, ...change }) {
      const { agent, settings } = hosted(core, actor, participant_id);
      // Its owner, who may be no admin any more, still pauses it.
      if (Object.keys(change).some((field) => field !== 'paused')) requireChange(core, actor, settings);
      if (change.runs) {
        if (usesComputer(change.runs)) requirePermission(agent.owner_id === ownerPersonId(core.directory, actor), NOT_YOURS);
        await requireRuns(core, actor, change.runs, ports);
      }
      if (change.dollars_per_day !== undefined || change.price !== undefined || change.runs)
        await requirePrice({ ...settings, ...change }, ports.priceOf);
      await core.write('updateHostedAgent', { participant_id: agent.id, change });
      ports.follow(agent.id);
      return hosted(core, actor, participant_id).settings;
    },

    async set_agent_wake({ actor }, { participant_id, room_id, wake }) {
      const { agent } = hosted(core, actor, participant_id);
      const { members } = core.room(actor, room_id);
      if (!members.has(agent.id)) throw new AppError('not_in_room', 'The agent is not in that room.');
      await core.write('setAgentWake', { participant_id: agent.id, wakes: { [room_id]: wake } });
      return hosted(core, actor, participant_id).settings;
    },

    async list_agent_turns({ actor }, { participant_id, before, limit }) {
      const { agent } = hosted(core, actor, participant_id);
      const { value } = await core.archiveInOrder.agentTurns(agent.id, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const turns = await withNames(core, actor, value.slice(0, limit));
      hosted(core, core.readerNow(actor), participant_id);
      return { turns, has_more: value.length > limit };
    },
  };
}

/** Throws `agent_not_found` when the server does not run it, or the actor may not know of it. */
function hosted(core: Core, actor: Actor, participantId: string): { agent: Agent; settings: HostedAgentSettings } {
  const agent = managedAgent(core, actor, participantId);
  const settings = core.directory.hostedAgents.find(agent.id);
  if (!settings) throw new AppError('agent_not_found', NOT_RUN);
  return { agent, settings };
}

/** Without the folder, the command and the address, which are for those who manage it. */
function factsOf({ directory }: Core, { runs, context_messages, paused_at }: HostedAgentSettings): AgentFacts {
  const providerId = providerOf(runs);
  const provider = providerId === null ? null : directory.providers.find(providerId);
  return {
    kind: runs.kind,
    context_messages,
    tools: runs.kind === 'model' ? runs.tools : null,
    reader: provider && { name: provider.name, is_local: isLoopbackHost(new URL(provider.base_url).hostname) },
    paused: paused_at !== null,
  };
}

/** Such an agent acts with rights of the owner's account on this computer. */
function requireChange(core: Core, actor: Actor, { runs }: HostedAgentSettings): void {
  requirePermission(mayAdminister(core.directory, actor), 'Only the owner or an admin can do that.');
  if (usesComputer(runs))
    requirePermission(mayKeepHome(core.directory, actor), "Only the owner can change an agent that uses the server's computer.");
}

const NOT_RUN = 'The server does not run that agent.';
const NOT_YOURS = "Only an agent that you created yourself can use the server's computer.";

async function requireRuns(core: Core, actor: Actor, runs: AgentRuns, { folderProblem }: HostedAgentPorts): Promise<void> {
  if (usesComputer(runs)) requirePermission(mayRunPrograms(core.directory, actor), OWNERS_COMPUTER_ONLY);
  const providerId = providerOf(runs);
  if (providerId !== null && !core.directory.providers.find(providerId)) throw new AppError('provider_not_found');
  const problem = runs.kind === 'program' ? null : await problemOf(runs, folderProblem);
  if (problem !== null) throw new AppError('invalid_payload', `folder: ${problem}`);
}

async function problemOf(runs: ModelRuns, folderProblem: HostedAgentPorts['folderProblem']): Promise<string | null> {
  const { tools, folder } = runs;
  if (!usesComputer(runs)) return folder === null ? null : 'Only an agent that uses files has a folder.';
  return folder === null ? 'Choose a folder for the agent.' : folderProblem(folder, tools);
}

type Priced = Pick<HostedAgentSettings, 'dollars_per_day' | 'price' | 'runs'>;

/** Whether it has a limit in dollars that could not be kept. */
export async function isUnpriced({ dollars_per_day, price, runs }: Priced, priceOf: PriceOf): Promise<boolean> {
  if (dollars_per_day === null || price !== null) return false;
  const model = modelOf(runs);
  return !model || (await priceOf(model)) === null;
}

function modelOf(runs: AgentRuns): ProgramModel | null {
  return runs.kind === 'model' ? runs : runs.model;
}

async function requirePrice(settings: Priced, priceOf: PriceOf): Promise<void> {
  if (!(await isUnpriced(settings, priceOf))) return;
  const unknown = modelOf(settings.runs) ? 'The provider does not list a price for this model' : 'It is not known what this program costs';
  throw new AppError(
    'invalid_payload',
    `${unknown}, so a limit in dollars cannot be kept. Enter the price of its tokens too, or limit tokens.`,
  );
}

/** Sealed rooms are never sent to a model. */
function requireAddable(core: Core, actor: Actor, roomId: string): void {
  const { room } = core.room(actor, roomId);
  refuseArchived(room);
  requirePermission(mayAddMembers(core.directory, actor, room), 'You cannot add members to that room.');
  if (room.encrypted) throw new AppError('invalid_payload', `“${room.name}” is sealed: an agent that the server runs cannot read it.`);
}

/** The agent exists already: a room that ended meanwhile, or that the actor may not change any more, is left out. */
async function addTo(core: Core, actor: Actor, room_id: string, participant_id: string): Promise<void> {
  try {
    requireAddable(core, actor, room_id);
    await core.write('addMember', { room_id, participant_id, by_id: actor.participant_id });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
