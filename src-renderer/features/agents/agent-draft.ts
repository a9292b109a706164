import type { HostedAgentSettings, UseLimits } from '../../../src-shared/hosted-agents.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { Agent, Participant, Room } from '../../../src-shared/objects.ts';

/** An agent that is about to be created. */
export interface CreateAgentDraft extends Pick<
  HostedAgentSettings,
  'runs' | 'instructions' | 'context_messages' | 'steps_max' | keyof UseLimits | 'price'
> {
  name: string;
  description: string | null;
  room_ids: readonly string[];
}

export type DraftLimits = Pick<CreateAgentDraft, 'context_messages' | 'steps_max' | keyof UseLimits | 'price'>;

export function limitsOf(draft: DraftLimits): DraftLimits {
  const { context_messages, steps_max, tokens_per_day, dollars_per_day, turns_per_day, price } = draft;
  return { context_messages, steps_max, tokens_per_day, dollars_per_day, turns_per_day, price };
}

/** The settings of an agent, for another one. Its rooms are chosen again. */
export type AgentTemplate = Omit<CreateAgentDraft, 'room_ids'>;

export interface CreateAgentProps {
  /** Null: a new agent with the default settings. */
  like: AgentTemplate | null;
  onClose: () => void;
  onCreated: (agent: Agent) => void;
}

/** `wanted`, or that with a number: names are given once. */
export function freeName(wanted: string, participants: Readonly<Record<string, Participant>>): string {
  const taken = new Set(Object.values(participants).map(({ name }) => name.toLowerCase()));
  const names = [wanted, ...Array.from({ length: taken.size }, (_each, index) => numbered(wanted, index + 2))];
  return names.find((name) => !taken.has(name.toLowerCase())) ?? wanted;
}

/** Not longer than a name may be. */
function numbered(name: string, number: number): string {
  const end = ` ${number}`;
  let start = '';
  for (const char of name) if (start.length + char.length + end.length <= NAME_CHARS_MAX) start += char;
  return `${start.trimEnd()}${end}`;
}

/** Sealed rooms are never sent to a model, and archived rooms are read-only. */
export function mayHoldAgent(room: Pick<Room, 'direct' | 'encrypted' | 'archived_at'>): boolean {
  return !room.direct && !room.encrypted && room.archived_at === null;
}

/** The room that is open, or else the lobby. */
export function firstRooms(
  rooms: readonly Pick<Room, 'id' | 'direct' | 'encrypted' | 'archived_at'>[],
  openId: string | undefined,
): string[] {
  const open = rooms.filter(mayHoldAgent);
  const first = open.find(({ id }) => id === openId) ?? open.find(({ id }) => id === LOBBY_ID);
  return first ? [first.id] : [];
}
