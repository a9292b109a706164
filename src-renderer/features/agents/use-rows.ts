// The rows of the page about use: all that was used, all that has a limit, and all that could get one.
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { AgentUse, UseBy, UseLimits } from '../../../src-shared/hosted-agents.ts';
import type { Participant, RoomView } from '../../../src-shared/objects.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useMe, useParticipants, useRooms } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';

export interface UseReplies {
  /** Since the time that was chosen. */
  shown: Reply<'list_agent_use'>;
  lastDay: Reply<'list_agent_use'>;
}

export interface UseRowFacts {
  /** Null: not known, or a room that the user cannot see. */
  id: string | null;
  name: string;
  used: AgentUse;
  usedInDay: AgentUse;
  limits: UseLimits;
  /** Whether it is there to be limited. */
  mayLimit: boolean;
}

export interface Named {
  id: string;
  name: string;
}

const NO_LIMITS: UseLimits = { tokens_per_day: null, dollars_per_day: null, turns_per_day: null };
const NO_USE: AgentUse = { turns: 0, tokens: 0, cost: 0, unpriced_tokens: 0 };

/** `added`: one without use or limit that the user chose. */
export function useUseRows(by: UseBy, replies: UseReplies, added: string | null): { rows: UseRowFacts[]; others: Named[] } {
  const participants = useParticipants();
  const rooms = useRooms();
  const me = useMe();
  return rowsOf({ by, named: namedBy(by, { participants, rooms, meId: me.id }), replies, added });
}

interface Known {
  participants: Readonly<Record<string, Participant>>;
  rooms: readonly RoomView[];
  meId: string;
}

/** Those that can have a limit, by their ids. Agents are in no sealed room, and use in a room that is kept in memory is not recorded. */
function namedBy(by: UseBy, { participants, rooms, meId }: Known): ReadonlyMap<string, string> {
  if (by === 'room') {
    const its = rooms.filter(({ room }) => !room.encrypted && !room.ephemeral && room.archived_at === null);
    return new Map(its.map(({ room }) => [room.id, roomTitle(room, participants, meId)]));
  }
  const all = Object.values(participants).filter((each) =>
    by === 'agent'
      ? each.kind === 'agent' && each.type === 'hosted' && each.removed_at === null
      : each.kind === 'person' && each.revoked_at === null,
  );
  return new Map(all.map(({ id, name }) => [id, name]));
}

interface Facts {
  by: UseBy;
  named: ReadonlyMap<string, string>;
  replies: UseReplies;
  added: string | null;
}

export function rowsOf({ by, named, replies: { shown, lastDay }, added }: Facts): { rows: UseRowFacts[]; others: Named[] } {
  const limits = new Map<string | null, UseLimits>(
    by === 'agent'
      ? lastDay.agent_limits.map((each) => [each.id, each])
      : lastDay.limits.flatMap((each) => (each.kind === by ? [[each.id, each] as const] : [])),
  );
  const useIn = (reply: Reply<'list_agent_use'>) => new Map(reply.use.map((each) => [each.id, each]));
  const [used, usedInDay] = [useIn(shown), useIn(lastDay)];
  const hasLimit = (id: string): boolean =>
    Object.values({ ...NO_LIMITS, ...limits.get(id), id: null, kind: null }).some((each) => each !== null);
  const ids = new Set<string | null>([...used.keys(), ...[...named.keys()].filter((id) => by === 'agent' || hasLimit(id) || id === added)]);
  const rows = [...ids].map((id) => ({
    id,
    name: (id !== null && named.get(id)) || strings.hosted.usage.unknown[by],
    used: used.get(id) ?? NO_USE,
    usedInDay: usedInDay.get(id) ?? NO_USE,
    limits: limits.get(id) ?? NO_LIMITS,
    mayLimit: id !== null && named.has(id),
  }));
  const others = [...named].filter(([id]) => !ids.has(id)).map(([id, name]) => ({ id, name }));
  return { rows, others: others.toSorted((a, b) => a.name.localeCompare(b.name)) };
}
