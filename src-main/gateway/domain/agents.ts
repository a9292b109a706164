// What becomes of an agent once it is here: how its owner describes it, how it comes in, and its end.
import { AppError } from '../../../src-shared/errors.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { isOfAnotherKey, type Actor } from './actor.ts';
import type { Commands, Core } from './core.ts';
import type { KeyPorts } from './keys.ts';
import { demand, knows, mayManageAgent } from './policy.ts';

type AgentCommand = 'update_agent' | 'agent_access' | 'remove_agent' | 'readmit_agent';

export interface AgentPorts {
  endConnections(which: { participant_id: string } | Parameters<KeyPorts['endConnections']>[0]): void;
}

export function agentCommands(core: Core, { endConnections }: AgentPorts): Pick<Commands, AgentCommand> {
  return {
    async update_agent({ actor }, { participant_id, color, description, key_id }) {
      const agent = managed(core, actor, participant_id);
      if (key_id !== undefined) await comeWith(core, agent, key_id);
      const change = { ...(color !== undefined && { color }), ...(description !== undefined && { description: description || null }) };
      const changed = await core.write('updateProfile', { id: agent.id, change });
      return changed.kind === 'agent' ? changed : agent;
    },

    agent_access({ actor }, { participant_id }) {
      const { id } = managed(core, actor, participant_id);
      const keyId = core.reads.keyIdOfAgent(id);
      const key = keyId === null ? null : core.reads.key(keyId);
      const others = keyId === null ? [] : core.reads.agentIdsOfKey(keyId).filter((each) => each !== id);
      return { key, agent_ids: others };
    },

    async remove_agent({ actor }, { participant_id, revoke_key }) {
      const { id } = managed(core, actor, participant_id);
      const keyId = revoke_key ? core.reads.keyIdOfAgent(id) : null;
      const leaving = roomsToLeave(core, id);
      const lasting = leaving.filter(({ room }) => !room.ephemeral);
      const left = lasting.map(({ room, loses_sight }) => ({ room_id: room.id, loses_sight }));
      const removed = await core.write('removeAgent', { id, revoke_key: keyId, left });
      for (const { room, loses_sight } of leaving)
        if (room.ephemeral) await core.writeIn(room, 'removeMember', { room_id: room.id, participant_id: id, loses_sight });
      endConnections({ participant_id: id });
      if (keyId !== null) endConnections({ key_id: keyId });
      return removed;
    },

    readmit_agent({ actor }, { participant_id }) {
      return core.write('readmitAgent', { id: managed(core, actor, participant_id).id });
    },
  };
}

/** From now on the agent's id belongs to that key of its owner, whatever the key allows: the owner says so. */
async function comeWith(core: Core, agent: Agent, keyId: string): Promise<void> {
  const key = core.reads.key(keyId);
  if (!key || key.owner_id !== agent.owner_id || key.revoked_at !== null) throw new AppError('key_not_found');
  if (isOfAnotherKey(agent.id, keyId)) throw new AppError('agent_id_taken', 'Ids like that are kept for keys.');
  await core.write('bindAgent', { id: agent.id, key_id: keyId });
}

/** The agent, if the actor may see to it. One that they may not know of is not there. */
function managed(core: Core, actor: Actor, id: string): Agent {
  const agent = core.directory.participant(id);
  if (agent?.kind !== 'agent' || !knows(core.directory, actor, id)) throw new AppError('agent_not_found');
  demand(mayManageAgent(core.directory, actor, agent), "Only the agent's owner, or who runs the home, can do that.");
  return agent;
}

/** A room for two stays for the other one to read. */
function roomsToLeave(core: Core, id: string) {
  const { directory } = core;
  return [...directory.roomIdsOf(id)].flatMap((roomId) => {
    const room = directory.room(roomId)?.room;
    return !room || room.direct ? [] : [{ room, loses_sight: room.visibility !== 'public' }];
  });
}
