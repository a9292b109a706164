import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { freeHue } from '../../../../src-shared/hue.ts';
import type { ImportSource } from '../../../../src-shared/imports.ts';
import { ORDINARY_RIGHTS, type Key, type Right } from '../../../../src-shared/keys.ts';
import type { Agent, Home, Participant, Role, Scope } from '../../../../src-shared/objects.ts';
import type { Hue } from '../../../../src-shared/profile.ts';
import { settingRow, type SettingValue } from '../../store/settings.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { EndedSessionRow, SessionRow } from '../../store/tables/access.ts';
import { nameKeys } from '../../store/look-alike.ts';
import { agentName, importedName, refuseTakenName, rename } from './names.ts';
import { insertMember, recordActivity } from '../rooms/transactions.ts';

/** The reason that a removed agent gets. */
export const AGENT_REMOVED = 'This agent was removed from the home. Its owner can let it in again.';

export interface NewAgent {
  id: string;
  /** The agent's key. Null for the built-in ones. */
  key_id: string | null;
  name: string;
  type: Agent['type'];
  owner_id: string | null;
  capabilities: string[];
  /** The maximum number of agents of a key that are not removed; null or missing: no maximum. */
  known_max?: number | null;
}

/**
 * Registers an agent, for the first time or again, with its current name and capabilities. Its id belongs to the key that created
 * it. Another key of the same person may use it only if that gives the holder no new permission: the agent's rooms and its name are
 * worth as much as the permissions of the first key.
 */
export function* registerAgent(tx: Tx, agent: NewAgent): Steps<Participant> {
  const known = yield* tx.reads.participant(agent.id);
  if (!known) {
    yield* refuseTooMany(tx, agent);
    return yield* addAgent(tx, { ...agent, name: yield* agentName(tx, agent) });
  }
  if (known.kind !== 'agent' || known.owner_id !== agent.owner_id)
    throw new AppError('agent_id_taken', 'That agent id belongs to another person here.');
  if (known.type !== agent.type) throw new AppError('agent_id_taken', 'The server runs the agent with that id.');
  if (known.removed_at !== null) throw new AppError('unauthorized', AGENT_REMOVED);
  const key = agent.key_id === null ? null : yield* tx.reads.key(agent.key_id);
  if (key) yield* comeWith(tx, agent.id, key);
  if (key && !mayWrite(key)) return known;
  const capabilities = JSON.stringify(agent.capabilities);
  const name = yield* agentName(tx, agent);
  if (known.name === name && JSON.stringify(known.capabilities) === capabilities) return known;
  yield* rename(tx, known, name);
  yield* tx.writes.describeAgent({ id: agent.id, capabilities });
  return yield* changed(tx, agent.id);
}

/** Throws `agent_id_taken`. An agent whose first key was ended belongs to the next one that may have it. */
function* comeWith(tx: Tx, agentId: string, key: Key): Steps<void> {
  const madeWith = yield* tx.reads.keyIdOfAgent(agentId);
  if (madeWith === key.id) return;
  const first = madeWith === null ? null : yield* tx.reads.key(madeWith);
  if (key.room_ids !== null) throw new AppError('agent_id_taken', 'That agent uses another key, and this one is for some rooms only.');
  if (!mayWrite(key) || !withoutAdmin(first?.rights ?? ORDINARY_RIGHTS).every((right) => key.rights.includes(right)))
    throw new AppError('agent_id_taken', 'That agent uses another key, and this one allows less.');
  if (first === null || first.revoked_at !== null) yield* tx.writes.bindAgent({ id: agentId, key_id: key.id });
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
export function* bindAgent(tx: Tx, agent: { id: string; key_id: string }): Steps<void> {
  yield* tx.writes.bindAgent(agent);
}

function* refuseTooMany(tx: Tx, { key_id, known_max = null }: NewAgent): Steps<void> {
  if (key_id === null || known_max === null || (yield* tx.reads.agentCountOfKey(key_id)) < known_max) return;
  throw new AppError(
    'rate_limit_agents',
    `This key has made ${known_max} agents, which is the most. Remove some, or come in as one of them.`,
  );
}

/** Removes agents that left nothing from all snapshots. Returns their number. */
export function* forgetAgents(tx: Tx, { ids }: { ids: readonly string[] }): Steps<number> {
  const forgotten: string[] = [];
  for (const id of ids) {
    if ((yield* tx.writes.forgetAgent({ id, forgotten_at: tx.now })) === 0) continue;
    forgotten.push(id);
    yield* tx.writes.deleteAgentStart({ participant_id: id });
  }
  if (forgotten.length > 0) yield* tx.record({ type: 'participants.forgotten', payload: forgotten });
  return forgotten.length;
}

/** The columns that are the same for every new participant. */
const NEW = {
  ...{ picture: null, status: null, time_zone: null, description: null, earlier_names: null, returns: null, imported: null },
  ...{ revoked_at: null, removed_at: null, forgotten_at: null, tells_reads: 1, has_traces: 0 },
};

/** Earlier participants do not decide about the colours of new ones. */
const COLOURS_OF = 100;

/** Null: the one that follows from the id. */
function* colourFor(tx: Tx, id: string): Steps<Hue | null> {
  return freeHue(id, yield* tx.reads.newestColours(COLOURS_OF));
}

function* addAgent(tx: Tx, { id, name, type, owner_id, capabilities, key_id }: NewAgent): Steps<Participant> {
  if (yield* tx.reads.isForgotten(id)) {
    yield* tx.writes.renameParticipant({ id, name, ...nameKeys(name), earlier_names: null });
    yield* tx.writes.reviveAgent({ id, owner_id, key_id, capabilities: JSON.stringify(capabilities), created_at: tx.now });
    return yield* changed(tx, id);
  }
  const agent = { kind: 'agent', type, owner_id, capabilities: JSON.stringify(capabilities), key_id, role: null, scope: null } as const;
  const color = yield* colourFor(tx, id);
  yield* tx.writes.insertParticipant({ ...NEW, ...agent, id, name, color, ...nameKeys(name), created_at: tx.now });
  return yield* changed(tx, id);
}

/** Adds the author of the messages of a webhook. No person owns it, and nothing signs in as it. */
export function* addWebhookAuthor(tx: Tx, { id, name }: { id: string; name: string }): Steps<void> {
  const how = { kind: 'agent', type: 'webhook', owner_id: null, capabilities: '[]', key_id: null, role: null, scope: null } as const;
  const color = yield* colourFor(tx, id);
  yield* tx.writes.insertParticipant({ ...NEW, ...how, id, name, color, ...nameKeys(name), created_at: tx.now });
  yield* changed(tx, id);
}

export interface ImportedParticipant {
  id: string;
  name: string;
  is_agent: boolean;
  source: ImportSource;
  /** The program, as it is named to people. */
  program: string;
  /** The person who imports. */
  owner_id: string;
}

/** Adds an author of imported messages. The participant cannot sign in. */
export function* addImported(tx: Tx, { id, is_agent, source, program, owner_id, ...named }: ImportedParticipant): Steps<void> {
  if (yield* tx.reads.participant(id)) return;
  const name = yield* importedName(tx, named.name, id, program);
  const person = { kind: 'person', role: 'guest', scope: 'rooms', type: null, owner_id: null, capabilities: null } as const;
  const agent = { kind: 'agent', role: null, scope: null, type: 'connected', owner_id, capabilities: '[]' } as const;
  const ended = is_agent ? { removed_at: tx.now, has_traces: 1 } : { revoked_at: tx.now };
  const row = { ...NEW, ...(is_agent ? agent : person), ...ended, id, name, key_id: null, color: null, ...nameKeys(name) };
  yield* tx.writes.insertParticipant({ ...row, created_at: tx.now, imported: source });
  yield* tx.record({ type: 'participant.changed', subject_id: id });
}

export interface NewPerson {
  id: string;
  name: string;
  role: Role;
  scope: Scope;
  /** The rooms to belong to from the start. */
  room_ids: string[];
}

export function* addPerson(tx: Tx, { id, name, role, scope, room_ids }: NewPerson): Steps<Participant> {
  yield* refuseTakenName(tx, name, id);
  const how = { kind: 'person', role, scope, type: null, owner_id: null, capabilities: null, key_id: null } as const;
  const color = yield* colourFor(tx, id);
  yield* tx.writes.insertParticipant({ ...NEW, ...how, id, name, color, ...nameKeys(name), created_at: tx.now });
  const person = yield* changed(tx, id);
  for (const room_id of room_ids) {
    yield* insertMember(tx, room_id, id);
    yield* tx.record({ type: 'member.joined', room_id, subject_id: id });
    // All rooms of the home at once would be news in none of them.
    if (scope === 'rooms' || room_id === LOBBY_ID) yield* recordActivity(tx, { room_id, participant_id: id, by_id: id, kind: 'joined' });
  }
  return person;
}

export function* setPrivacy(tx: Tx, { id, tells_reads }: { id: string; tells_reads: boolean }): Steps<Participant> {
  yield* tx.writes.setTellsReads({ id, tells_reads: Number(tells_reads) });
  return yield* changed(tx, id);
}

type Ended = Pick<EndedSessionRow, 'why' | 'by_id'>;

/** Ends a session, and keeps the reason for the page that had it. */
export function* endKnown(tx: Tx, { id, page_secret }: Pick<SessionRow, 'id' | 'page_secret'>, ended: Ended): Steps<void> {
  yield* removeSession(tx, id);
  yield* tx.writes.insertEndedSession({ id, page_secret, ...ended, ended_at: tx.now });
}

/** With its pushes. */
export function* removeSession(tx: Tx, id: string): Steps<void> {
  yield* tx.writes.deletePushSubscription({ session_id: id });
  yield* tx.writes.deleteSession({ id });
}

export function* revokeCredentials(tx: Tx, participantId: string, ended: Ended): Steps<void> {
  for (const session of yield* tx.reads.sessionsOf(participantId)) yield* endKnown(tx, session, ended);
  yield* tx.writes.deleteOldSecretsOf({ owner_id: participantId });
  yield* tx.writes.revokeKeysOf({ owner_id: participantId, revoked_at: tx.now });
}

/** The home's first moments: its row, its owner, the built-in agents and the lobby, all at once or not at all. */
export function* foundHome(tx: Tx, founding: { home: { id: string; name: string }; owner: NewPerson; agents: NewAgent[] }): Steps<Home> {
  const existing = yield* tx.reads.home();
  if (existing) return existing;
  yield* tx.writes.insertHome(founding.home);
  yield* addPerson(tx, founding.owner);
  for (const agent of founding.agents) yield* addAgent(tx, agent);
  return yield* home(tx);
}

export function* nameHome(tx: Tx, { name, is_set_up }: { name: string; is_set_up: boolean }): Steps<Home> {
  yield* tx.writes.updateHome({ name, set_up_at: is_set_up ? ((yield* home(tx)).set_up_at ?? tx.now) : (yield* home(tx)).set_up_at });
  yield* tx.record({ type: 'home.changed' });
  return yield* home(tx);
}

/** Missing fields stay as they are. */
export function* changeHome(tx: Tx, change: Partial<Pick<Home, 'name' | 'mentions_reach' | 'link_previews'>>): Steps<Home> {
  const { name, mentions_reach, link_previews, set_up_at } = { ...(yield* home(tx)), ...change };
  yield* tx.writes.updateHome({ name, set_up_at });
  yield* tx.writes.saveSetting(settingRow('mentions_reach', mentions_reach));
  yield* tx.writes.saveSetting(settingRow('link_previews', link_previews));
  yield* tx.record({ type: 'home.changed' });
  return yield* home(tx);
}

export function* shareOn(tx: Tx, { addresses }: { addresses: SettingValue<'shared_addresses'> }): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('shared_addresses', addresses));
}

export function* keepEntrances(tx: Tx, { entrances }: { entrances: SettingValue<'entrances'> }): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('entrances', entrances));
}

export function* keepCertificate(tx: Tx, kept: SettingValue<'certificate'>): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('certificate', kept));
}

export function* setAgentListeners(tx: Tx, kept: SettingValue<'agent_listeners'>): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('agent_listeners', kept));
}

export function* keepMessengerTiers(tx: Tx, { tiers }: { tiers: SettingValue<'messenger_tiers'> }): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('messenger_tiers', tiers));
}

export function* keepClosedLinks(tx: Tx, { said }: { said: SettingValue<'closed_links_said'> }): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('closed_links_said', said));
}

function* home(tx: Tx): Steps<Home> {
  const found = yield* tx.reads.home();
  if (!found) throw new AppError('internal_error', 'The home has no row of its own.');
  return found;
}

export function* changed(tx: Tx, id: string): Steps<Participant> {
  yield* tx.record({ type: 'participant.changed', subject_id: id });
  const participant = yield* tx.reads.participant(id);
  if (!participant) throw new AppError('person_not_found');
  return participant;
}
