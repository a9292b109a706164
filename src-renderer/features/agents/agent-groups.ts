import { isActive, isWebhook } from '../../../src-shared/participants.ts';
import type { Agent, Participant, Presence } from '../../../src-shared/objects.ts';
import type { PresenceThere } from '../../../src-shared/work.ts';
import { aboutWords } from '../people/presence-words.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';

export interface AgentGroup {
  title: string;
  /** Of agents that someone connected or created. */
  isConnected: boolean;
  agents: Agent[];
}

interface GroupsFrom {
  participants: Readonly<Record<string, Participant>>;
  presence: Readonly<Record<string, Presence>>;
}

/** Agents by where they are; groups without any are left out. */
export function agentGroups({ participants, presence }: GroupsFrom): AgentGroup[] {
  const all = Object.values(participants)
    .filter((each) => each.kind === 'agent')
    .filter((each) => !isWebhook(each))
    .sort((a, b) => a.name.localeCompare(b.name, locale, { numeric: true }));
  const [agents, removed] = [all.filter(isActive), all.filter((agent) => !isActive(agent))];
  const isHere = (agent: Agent): boolean => presence[agent.id]?.online === true;
  const groups = [
    { title: strings.state.hosted, isConnected: true, agents: agents.filter((agent) => agent.type === 'hosted') },
    { title: strings.agents.connected, isConnected: true, agents: agents.filter((agent) => agent.type === 'connected' && isHere(agent)) },
    { title: strings.agents.onThisComputer, isConnected: false, agents: agents.filter((agent) => agent.type === 'built-in') },
    { title: strings.agents.away, isConnected: true, agents: agents.filter((agent) => agent.type === 'connected' && !isHere(agent)) },
    { title: strings.agents.removed, isConnected: false, agents: removed },
  ];
  return groups.filter((group) => group.agents.length > 0);
}

/** The agent that the dialog waits for: connected now, and not when the waiting began, unless its id is known. */
export function arrival({ participants, presence }: GroupsFrom, hereBefore: ReadonlySet<string>, expectedId: string): Agent | null {
  const isNew = ({ id }: Agent): boolean => presence[id]?.online === true && (id === expectedId || !hereBefore.has(id));
  const arrived = Object.values(participants).filter(
    (each): each is Agent => each.kind === 'agent' && each.type === 'connected' && isNew(each),
  );
  return arrived.find((agent) => agent.id === expectedId) ?? arrived[0] ?? null;
}

export function onlineIds(presence: Readonly<Record<string, Presence>>): ReadonlySet<string> {
  return new Set(Object.values(presence).flatMap((each) => (each.online ? [each.participant_id] : [])));
}

/** One line on what an agent is doing. */
export function statusLine(agent: Agent, presence: PresenceThere | undefined): string {
  if (!isActive(agent)) return strings.agents.isRemoved;
  if (agent.type === 'built-in') return strings.agents.alwaysHere;
  return aboutWords(agent, presence);
}
