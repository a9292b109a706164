import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { everyPage } from './every-page.ts';
import { Failure } from './failure.ts';
import { pagesSince, roomTip } from './history.ts';
import { AgentList, RoomInfo, type AgentInfo } from '../../src-shared/agent-protocol/replies.ts';

/** Authors of the last so many messages count as known. People who are offline are in no list that an agent gets. */
const RECENT_MESSAGES = 1_000;

/** A participant with a known id. */
export interface Known {
  id: string;
  name: string;
}

/** The ids of the participants with these names or ids. Throws Failure for an unknown name. */
export async function participantIds(client: AgentClient, roomId: string, names: readonly string[]): Promise<string[]> {
  const known = await knownBy(client, roomId, names);
  const missing = names.find((name) => idsOf(known, name).length === 0);
  if (missing !== undefined) throw new Failure(`There is no participant called "${missing}" here.`);
  return [...new Set(names.flatMap((name) => idsOf(known, name)))];
}

/** The participants that the command can see, until each of the names is found. */
export async function knownBy(client: AgentClient, roomId: string, names: readonly string[]): Promise<Known[]> {
  const known: Known[] = [];
  for (const source of [agents, present, speakers]) {
    known.push(...(await source(client, roomId)));
    if (names.every((name) => idsOf(known, name).length > 0)) break;
  }
  return known;
}

function idsOf(known: readonly Known[], wanted: string): string[] {
  const name = fold(wanted.startsWith('@') ? wanted.slice(1) : wanted);
  return known.filter((each) => each.id === wanted || fold(each.name) === name).map((each) => each.id);
}

/** However many frames they take. Those who have a room open, or all that are known. */
export function allAgents(client: Pick<AgentClient, 'request'>, room_id?: string): Promise<AgentInfo[]> {
  return everyPage(async (last) => {
    const { agents: items, has_more } = await client.request('list_agents', { room_id, after: last?.agent_id }, AgentList);
    return { items, has_more };
  });
}

async function agents(client: AgentClient): Promise<Known[]> {
  return (await allAgents(client)).map(({ agent_id, name }) => ({ id: agent_id, name }));
}

async function present(client: AgentClient, room_id: string): Promise<Known[]> {
  return (await client.request('room_info', { room_id }, RoomInfo)).agents.map(({ agent_id, name }) => ({ id: agent_id, name }));
}

async function speakers(client: AgentClient, roomId: string): Promise<Known[]> {
  const since = Math.max(0, (await roomTip(client, roomId)) - RECENT_MESSAGES);
  const known: Known[] = [];
  for await (const page of pagesSince(client, roomId, since))
    known.push(...page.map(({ agent_id, agent_name }) => ({ id: agent_id, name: agent_name })));
  return known;
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
