// Operations on an existing agent: its description, its access, its removal.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { isOfAnotherKey, type Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import { forgetAgentsOfKey } from './forget.ts';
import { FOR_SOME_ROOMS, ownKey, type KeyPorts } from '../keys/commands.ts';
import { requirePermission, canSeeParticipant, mayManageAgent } from '../policy.ts';

type AgentCommand = 'update_agent' | 'agent_access' | 'remove_agent' | 'remove_agents' | 'readmit_agent';

export interface AgentPorts {
  endConnections(which: { participant_id: string } | Parameters<KeyPorts['endConnections']>[0]): void;
}

export function agentCommands(core: Core, { endConnections }: AgentPorts): Pick<Commands, AgentCommand> {
  return {
    async update_agent({ actor }, { participant_id, color, description, key_id }) {
      const agent = managedAgent(core, actor, participant_id);
      if (key_id !== undefined) await comeWith(core, agent, key_id);
      const change = { ...(color !== undefined && { color }), ...(description !== undefined && { description: description || null }) };
      const changed = await core.write('updateProfile', { id: agent.id, change });
      return changed.kind === 'agent' ? changed : agent;
    },

    agent_access({ actor }, { participant_id }) {
      const { id } = managedAgent(core, actor, participant_id);
      const keyId = core.directory.accounts.keyIdOfAgent(id);
      const key = keyId === null ? null : core.directory.keys.find(keyId);
      const others = keyId === null ? [] : core.directory.accounts.agentIdsOfKey(keyId).filter((each) => each !== id);
      return { key, agent_ids: others };
    },

    async remove_agent({ actor }, { participant_id, revoke_key }) {
      const { id } = managedAgent(core, actor, participant_id);
      const keyId = revoke_key ? core.directory.accounts.keyIdOfAgent(id) : null;
      const removed = await remove(core, id, keyId);
      endConnections({ participant_id: id });
      if (keyId !== null) {
        endConnections({ key_id: keyId });
        await forgetAgentsOfKey(core, keyId);
      }
      return removed;
    },

    async remove_agents(context, { key_id, revoke_key }) {
      requirePermission(context.actor.grant.room_ids === null, FOR_SOME_ROOMS);
      ownKey(core, context, key_id);
      // First, so that none reconnects meanwhile.
      if (revoke_key) await core.write('revokeKey', { id: key_id });
      const before = core.directory.accounts.agentCountOfKey(key_id);
      await forgetAgentsOfKey(core, key_id);
      const staying = core.directory.accounts.agentIdsOfKey(key_id).filter((id) => isRemovable(core, id));
      await Promise.all(staying.map((id) => remove(core, id, null)));
      endConnections({ key_id });
      return { removed: before - core.directory.accounts.agentCountOfKey(key_id) };
    },

    readmit_agent({ actor }, { participant_id }) {
      return core.write('readmitAgent', { id: managedAgent(core, actor, participant_id).id });
    },
  };
}

function isRemovable(core: Core, id: string): boolean {
  const agent = core.directory.participant(id);
  return agent?.kind === 'agent' && agent.removed_at === null;
}

async function remove(core: Core, id: string, revokeKey: string | null): Promise<Agent> {
  const left = roomsToLeave(core, id);
  const removed = await core.write('removeAgent', { id, revoke_key: revokeKey, left });
  // Rooms that are kept apart from the agent's own row could not be left with it.
  for (const { room_id, loses_sight } of left)
    if (core.directory.room(room_id)?.members.has(id))
      await core.write('removeMember', { room_id, participant_id: id, by_id: null, loses_sight });
  return removed;
}

/** Binds the agent's id to that key of its owner. Its owner decides this, so the rights of the key do not matter. */
async function comeWith(core: Core, agent: Agent, keyId: string): Promise<void> {
  const key = core.directory.keys.find(keyId);
  if (!key || key.owner_id !== agent.owner_id || key.revoked_at !== null) throw new AppError('key_not_found');
  if (isOfAnotherKey(agent.id, keyId)) throw new AppError('invalid_payload', 'Ids that begin with "key-" are reserved for keys.');
  await core.write('bindAgent', { id: agent.id, key_id: keyId });
}

/** The agent, if the actor may see to it. One that they may not know of is not there. */
export function managedAgent(core: Core, actor: Actor, id: string): Agent {
  const agent = core.directory.participant(id);
  if (agent?.kind !== 'agent' || !canSeeParticipant(core.directory, actor, id)) throw new AppError('agent_not_found');
  requirePermission(mayManageAgent(core.directory, actor, agent), "Only the agent's owner, or who runs the home, can do that.");
  return agent;
}

/** A room for two stays for the other one to read. */
function roomsToLeave(core: Core, id: string) {
  const { directory } = core;
  return [...directory.roomIdsOf(id)].flatMap((roomId) => {
    const room = directory.room(roomId)?.room;
    return !room || room.direct ? [] : [{ room_id: room.id, loses_sight: room.visibility !== 'public' }];
  });
}
