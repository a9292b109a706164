// Registers an agent with a key, over any transport: its row, and the limits of its key.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Key } from '../../../../src-shared/keys.ts';
import type { Agent, Participant } from '../../../../src-shared/objects.ts';
import { isOfAnotherKey } from '../actor.ts';
import type { Core } from '../core.ts';
import { makeRoomForAgents } from './forget.ts';

/** Throws `agent_id_taken`, `invalid_payload`, `unauthorized` and `rate_limit_agents`. */
export async function comeIn(
  core: Core,
  { id: key_id, owner_id }: Key,
  agent: Pick<Agent, 'id' | 'name' | 'capabilities'>,
): Promise<Participant> {
  if (isOfAnotherKey(agent.id, key_id)) throw new AppError('invalid_payload', 'Ids that begin with "key-" are reserved for keys.');
  const known_max = await roomFor(core, agent.id, key_id);
  return core.write('registerAgent', { ...agent, type: 'connected', owner_id, key_id, known_max });
}

/** Counts a new agent for its key. Returns the most agents that the key may have. */
async function roomFor(core: Core, agentId: string, keyId: string): Promise<number | null> {
  const { directory, limits } = core;
  const max = limits.knownAgentsMax(keyId);
  if (directory.participant(agentId) !== null) return max;
  limits.takeNewAgent(keyId);
  if (max !== null && directory.accounts.agentCountOfKey(keyId) >= max) await makeRoomForAgents(core, keyId);
  return max;
}
