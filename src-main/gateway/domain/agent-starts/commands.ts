// How connected agents are woken that are not running when they are called.
import type { AgentStart, AgentStarting, Waking } from '../../../../src-shared/agent-starts.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { EVERY_RIGHT, type Actor } from '../actor.ts';
import { managedAgent } from '../agents/commands.ts';
import type { Commands, Core } from '../core.ts';
import type { KnownStart } from '../directory/agent-starts.ts';
import { mayAdminister, mayChooseAnyAddress, mayKeepHome, mayRunPrograms, OWNERS_COMPUTER_ONLY, requirePermission } from '../policy.ts';
import { subscriberOf, type WebhookPorts } from '../webhooks/commands.ts';

type AgentStartCommand = 'get_agent_start' | 'set_agent_start' | 'try_agent_start';

export interface AgentStartPorts extends Pick<WebhookPorts, 'admit'> {
  /** The newest time that the agent was woken. */
  wakingOf(agentId: string): Waking | null;
  /** The setting was changed: a program that it started ends. */
  changed(agentId: string): Promise<void>;
  wakeNow(agentId: string): void;
}

export function agentStartCommands(core: Core, { admit, wakingOf, changed, wakeNow }: AgentStartPorts): Pick<Commands, AgentStartCommand> {
  const shown = (actor: Actor, agentId: string): AgentStarting => {
    const waking = wakingOf(agentId);
    const isOwner = isOwnerInPerson(core, actor);
    return {
      start: core.directory.agentStarts.find(agentId)?.start ?? null,
      waking: waking && { ...waking, last_line: isOwner ? waking.last_line : null },
    };
  };
  return {
    get_agent_start({ actor }, { participant_id }) {
      return shown(actor, connected(core, actor, participant_id).id);
    },

    async set_agent_start({ actor }, { participant_id, start: asked }) {
      const { id } = connected(core, actor, participant_id);
      requireSetting(core, actor, id, asked);
      if (asked?.kind === 'webhook') await admit(asked.webhook_url, mayChooseAnyAddress(core.directory, actor) ? 'any' : 'public');
      const secret = asked?.kind === 'webhook' ? (asked.secret ?? null) : null;
      const start = asked?.kind === 'webhook' ? { kind: asked.kind, webhook_url: asked.webhook_url } : asked;
      const by = { set_by: actor.participant_id, key_id: actor.grant.key_id };
      // The address was looked up meanwhile.
      const now = core.readerNow(actor);
      requireSetting(core, now, connected(core, now, participant_id).id, asked);
      await core.write('setAgentStart', { participant_id: id, start, secret, ...by });
      await changed(id);
      return shown(actor, id);
    },

    try_agent_start({ actor }, { participant_id }) {
      const agent = connected(core, actor, participant_id);
      const known = core.directory.agentStarts.find(agent.id);
      if (!known) throw new AppError('invalid_payload', 'First set how the agent is woken.');
      requirePermission(mayAdminister(core.directory, actor), 'Only the owner or an admin can do that.');
      if (known.start.kind === 'program') requirePermission(mayRunPrograms(core.directory, actor), OWNERS_COMPUTER_ONLY);
      if (core.presence.isOnline(agent.id))
        throw new AppError('invalid_payload', 'The agent is connected already: there is nothing to try. Disconnect it, and try again.');
      wakeNow(agent.id);
      return shown(actor, agent.id);
    },
  };
}

function requireSetting({ directory }: Core, actor: Actor, agentId: string, asked: { kind: AgentStart['kind'] } | null): void {
  requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
  if (asked?.kind === 'program') requirePermission(mayRunPrograms(directory, actor), OWNERS_COMPUTER_ONLY);
  // It runs with the rights of the owner's account on this computer.
  const isOfProgram = directory.agentStarts.find(agentId)?.start.kind === 'program';
  if (isOfProgram) requirePermission(isOwnerInPerson({ directory }, actor), 'Only the owner can change how a program starts, in the app.');
}

/** An agent can hold a key of the owner. */
function isOwnerInPerson({ directory }: Pick<Core, 'directory'>, actor: Actor): boolean {
  return mayKeepHome(directory, actor) && actor.grant.key_id === null;
}

/** Those who set it may have lost the right since. */
export function mayStillWake(core: Core, { start, set_by, key_id }: KnownStart): boolean {
  if (start.kind === 'program') return mayKeepHome(core.directory, { participant_id: set_by, grant: EVERY_RIGHT });
  const actor = subscriberOf(core, { created_by: set_by, key_id });
  return actor !== null && mayAdminister(core.directory, actor);
}

function connected(core: Core, actor: Actor, participantId: string): Agent {
  const agent = managedAgent(core, actor, participantId);
  if (agent.type !== 'connected') throw new AppError('agent_not_found', 'The server runs that agent itself: there is nothing to wake.');
  if (agent.removed_at !== null) throw new AppError('agent_not_found', 'That agent was removed.');
  return agent;
}
