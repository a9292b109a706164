import { AppError } from '../../../../src-shared/errors.ts';
import { ORDINARY_RIGHTS, type Key, type Right } from '../../../../src-shared/keys.ts';
import type { Agent, Home, Participant, Person, Role, Scope } from '../../../../src-shared/objects.ts';
import type { ClawChatSwitch } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { nameKeys } from '../look-alike.ts';
import { agentName, refuseTakenName, rename } from './names.ts';
import { insertMember } from './rooms.ts';

/** What an agent hears that was put out of the home. */
export const AGENT_REMOVED = 'This agent was removed from the home. Its owner can let it in again.';

export interface NewAgent {
  id: string;
  /** The key it comes with; null for the built-in ones. */
  key_id: string | null;
  name: string;
  type: Agent['type'];
  owner_id: string | null;
  capabilities: string[];
  /** The maximum number of agents of a key that are not removed; null or missing: no maximum. */
  known_max?: number | null;
}

/**
 * An agent comes in, for the first time or again; its name and capabilities are what it says now. Its id belongs to the
 * key that made it. Another key of the same person may use it only if that gives the holder no new right: the agent's
 * rooms and its name are worth as much as the rights of the first key.
 */
export function registerAgent(tx: Transaction, agent: NewAgent): Participant {
  const known = tx.reads.participant(agent.id);
  if (!known) {
    refuseTooMany(tx, agent);
    return addAgent(tx, { ...agent, name: agentName(tx, agent) });
  }
  if (known.kind !== 'agent' || known.owner_id !== agent.owner_id)
    throw new AppError('agent_id_taken', 'That agent id belongs to somebody else here.');
  if (known.removed_at !== null) throw new AppError('unauthorized', AGENT_REMOVED);
  const key = agent.key_id === null ? null : tx.reads.key(agent.key_id);
  if (key) comeWith(tx, agent.id, key);
  if (key && !mayWrite(key)) return known;
  const capabilities = JSON.stringify(agent.capabilities);
  const name = agentName(tx, agent);
  if (known.name === name && JSON.stringify(known.capabilities) === capabilities) return known;
  rename(tx, known, name);
  tx.writes.describeAgent.run({ id: agent.id, capabilities });
  return changed(tx, agent.id);
}

/** Throws `agent_id_taken`. An agent whose first key was ended belongs to the next one that may have it. */
function comeWith(tx: Transaction, agentId: string, key: Key): void {
  const madeWith = tx.reads.keyIdOfAgent(agentId);
  if (madeWith === key.id) return;
  const first = madeWith === null ? null : tx.reads.key(madeWith);
  if (key.room_ids !== null) throw new AppError('agent_id_taken', 'That agent came with another key, and this one is for some rooms only.');
  if (!mayWrite(key) || !withoutAdmin(first?.rights ?? ORDINARY_RIGHTS).every((right) => key.rights.includes(right)))
    throw new AppError('agent_id_taken', 'That agent came with another key, and this one allows less.');
  if (first === null || first.revoked_at !== null) tx.writes.bindAgent.run({ id: agentId, key_id: key.id });
}

/** A key that may only read changes nothing, and so no agent's name. */
function mayWrite({ rights }: Key): boolean {
  return rights.includes('post') || rights.includes('admin');
}

/** The right to administer belongs to the key alone: an agent's id does not give it. */
function withoutAdmin(rights: readonly Right[]): Right[] {
  return rights.filter((right) => right !== 'admin');
}

/** The agent's id belongs to this key from now on. */
export function bindAgent(tx: Transaction, agent: { id: string; key_id: string }): void {
  tx.writes.bindAgent.run(agent);
}

function refuseTooMany(tx: Transaction, { key_id, known_max = null }: NewAgent): void {
  if (key_id === null || known_max === null || tx.reads.agentCountOfKey(key_id) < known_max) return;
  throw new AppError(
    'rate_limit_agents',
    `This key has made ${known_max} agents, which is the most. Remove some, or come in as one of them.`,
  );
}

/** Removes agents that left nothing from all snapshots. Returns their number. */
export function forgetAgents(tx: Transaction, { ids }: { ids: readonly string[] }): number {
  const forgotten = ids.filter((id) => tx.writes.forgetAgent.run({ id, forgotten_at: tx.now }) > 0);
  if (forgotten.length > 0) tx.record({ type: 'participants.forgotten', payload: forgotten });
  return forgotten.length;
}

function addAgent(tx: Transaction, { id, name, type, owner_id, capabilities, key_id }: NewAgent): Participant {
  if (tx.reads.isForgotten(id)) {
    tx.writes.renameParticipant.run({ id, name, ...nameKeys(name), earlier_names: null });
    tx.writes.reviveAgent.run({ id, owner_id, key_id, capabilities: JSON.stringify(capabilities), created_at: tx.now });
    return changed(tx, id);
  }
  tx.writes.insertParticipant.run({
    id,
    kind: 'agent',
    name,
    role: null,
    scope: null,
    type,
    owner_id,
    capabilities: JSON.stringify(capabilities),
    created_at: tx.now,
    revoked_at: null,
    tells_reads: 1,
    has_traces: 0,
    key_id,
    ...nameKeys(name),
  });
  return changed(tx, id);
}

export interface NewPerson {
  id: string;
  name: string;
  role: Role;
  scope: Scope;
  /** The rooms to belong to from the start. */
  room_ids: string[];
}

export function addPerson(tx: Transaction, { id, name, role, scope, room_ids }: NewPerson): Participant {
  refuseTakenName(tx, name, id);
  tx.writes.insertParticipant.run({
    id,
    kind: 'person',
    name,
    role,
    scope,
    type: null,
    owner_id: null,
    capabilities: null,
    created_at: tx.now,
    revoked_at: null,
    tells_reads: 1,
    has_traces: 0,
    key_id: null,
    ...nameKeys(name),
  });
  const person = changed(tx, id);
  for (const room_id of room_ids) {
    insertMember(tx, room_id, id);
    tx.record({ type: 'member.joined', room_id, subject_id: id });
  }
  return person;
}

export function setPrivacy(tx: Transaction, { id, tells_reads }: { id: string; tells_reads: boolean }): Participant {
  tx.writes.setTellsReads.run({ id, tells_reads: Number(tells_reads) });
  return changed(tx, id);
}

/** Ends all ways in that somebody has: sessions and keys. Whoever is revoked keeps their rooms, for the day they come back. */
export function revokeAccess(tx: Transaction, { id }: { id: string }): Person {
  const participant = tx.reads.participant(id);
  if (participant?.kind !== 'person') throw new AppError('person_not_found');
  endWaysIn(tx, id);
  if (participant.revoked_at !== null) return participant;
  tx.writes.setRevoked.run({ id, revoked_at: tx.now });
  const revoked = changed(tx, id);
  if (revoked.kind !== 'person') throw new AppError('person_not_found');
  return revoked;
}

export function endWaysIn(tx: Transaction, participantId: string): void {
  tx.writes.deleteSessionsOf.run({ participant_id: participantId });
  tx.writes.deleteOldSecretsOf.run({ owner_id: participantId });
  tx.writes.revokeKeysOf.run({ owner_id: participantId, revoked_at: tx.now });
}

/** The home's first moments: its row, its owner, the built-in agents and the lobby, all at once or not at all. */
export function foundHome(tx: Transaction, founding: { home: { id: string; name: string }; owner: NewPerson; agents: NewAgent[] }): Home {
  const existing = tx.reads.home();
  if (existing) return existing;
  tx.writes.insertHome.run(founding.home);
  addPerson(tx, founding.owner);
  for (const agent of founding.agents) addAgent(tx, agent);
  return home(tx);
}

export function nameHome(tx: Transaction, { name, is_set_up }: { name: string; is_set_up: boolean }): Home {
  tx.writes.updateHome.run({ name, set_up_at: is_set_up ? (home(tx).set_up_at ?? tx.now) : home(tx).set_up_at });
  tx.record({ type: 'home.changed' });
  return home(tx);
}

/** What is left out stays as it is. */
export function changeHome(tx: Transaction, change: { name?: string; mentions_reach?: Home['mentions_reach'] }): Home {
  const { name, mentions_reach, set_up_at } = { ...home(tx), ...change };
  tx.writes.updateHome.run({ name, set_up_at });
  tx.writes.setMentionsReach.run({ mentions_reach });
  tx.record({ type: 'home.changed' });
  return home(tx);
}

export function shareOn(tx: Transaction, { addresses }: { addresses: string[] }): void {
  tx.writes.setSharedAddresses.run({ shared_addresses: JSON.stringify(addresses) });
}

export function setClawChat(tx: Transaction, kept: ClawChatSwitch): void {
  tx.writes.setClawChat.run({ clawchat: JSON.stringify(kept) });
}

function home(tx: Transaction): Home {
  const found = tx.reads.home();
  if (!found) throw new AppError('internal_error', 'The home has no row of its own.');
  return found;
}

export function changed(tx: Transaction, id: string): Participant {
  tx.record({ type: 'participant.changed', subject_id: id });
  const participant = tx.reads.participant(id);
  if (!participant) throw new AppError('person_not_found');
  return participant;
}
