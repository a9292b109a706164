// The use of the agents that the server runs: who caused what, and the limits of all agents together in a room or for a person.
import { AppError } from '../../../../src-shared/errors.ts';
import type { AgentLimits, AgentUse, SharedLimits, UseBy, UseOf } from '../../../../src-shared/hosted-agents.ts';
import { dollarsOf } from '../../../../src-shared/money.ts';
import type { LedgerRow } from '../../store/interfaces/agent-use.ts';
import type { Actor } from '../actor.ts';
import { managedAgent } from '../agents/commands.ts';
import type { Commands, Core } from '../core.ts';
import { isKept, mayAdminister, requirePermission, visibleRoom } from '../policy.ts';

type UseCommand = 'list_agent_use' | 'limit_agents_in_room' | 'limit_agents_for_person';

export function agentUseCommands(core: Core): Pick<Commands, UseCommand> {
  return {
    async list_agent_use({ actor }, { by, since, agent_id }) {
      requireReader(core, actor, agent_id);
      const { value: rows } = await core.archiveInOrder.agentLedger(agent_id ?? null, since);
      const reader = core.readerNow(actor);
      requireReader(core, reader, agent_id);
      return {
        use: groups(rows, (row) => idFor(core, reader, by, row)),
        total: useOf(rows),
        limits: mayAdminister(core.directory, reader) ? limitsFor(core, reader) : [],
        agent_limits: mayAdminister(core.directory, reader) ? agentLimits(core) : [],
      };
    },

    async limit_agents_in_room({ actor }, { room_id, ...limits }) {
      requireAdmin(core, actor);
      const { room } = core.room(actor, room_id);
      if (!isKept(room)) throw new AppError('invalid_payload', 'The use in a room that is kept in memory only is not recorded.');
      return setLimits(core, { kind: 'room', id: room.id, ...limits });
    },

    async limit_agents_for_person({ actor }, { participant_id, ...limits }) {
      requireAdmin(core, actor);
      const person = core.directory.participant(participant_id);
      if (person?.kind !== 'person') throw new AppError('person_not_found');
      return setLimits(core, { kind: 'person', id: person.id, ...limits });
    },
  };
}

/** The sums of all rows. */
export function useOf(rows: readonly Omit<LedgerRow, 'agent_id' | 'room_id' | 'person_id'>[]): AgentUse {
  const sum = (field: 'turns' | 'tokens' | 'unpriced_tokens' | 'micros'): number => rows.reduce((total, row) => total + row[field], 0);
  const [tokens, unpriced_tokens, micros] = [sum('tokens'), sum('unpriced_tokens'), sum('micros')];
  const isUnknown = micros === 0 && unpriced_tokens === tokens;
  return { turns: sum('turns'), tokens, cost: isUnknown ? null : dollarsOf(micros), unpriced_tokens };
}

function groups(rows: readonly LedgerRow[], idOf: (row: LedgerRow) => string | null): UseOf[] {
  const byId = Map.groupBy(rows, idOf);
  return [...byId].map(([id, its]) => ({ id, ...useOf(its) })).toSorted((a, b) => b.tokens - a.tokens);
}

/** An admin sees no private room of others, and no direct one. */
function idFor({ directory }: Core, actor: Actor, by: UseBy, { agent_id, room_id, person_id }: LedgerRow): string | null {
  switch (by) {
    case 'agent':
      return agent_id;
    case 'room':
      return visibleRoom(directory, actor, room_id) ? room_id : null;
    case 'person':
      return person_id || null;
  }
}

function limitsFor({ directory }: Core, actor: Actor): SharedLimits[] {
  return directory.useLimits.all().filter(({ kind, id }) => kind === 'person' || visibleRoom(directory, actor, id));
}

function agentLimits({ directory }: Core): AgentLimits[] {
  return [...directory.participants()].flatMap((each) => {
    if (each.kind !== 'agent' || each.removed_at !== null) return [];
    const settings = directory.hostedAgents.find(each.id);
    if (!settings) return [];
    const { tokens_per_day, dollars_per_day, turns_per_day } = settings;
    return [{ id: each.id, tokens_per_day, dollars_per_day, turns_per_day }];
  });
}

async function setLimits(core: Core, limits: SharedLimits): Promise<SharedLimits> {
  await core.write('setUseLimits', { limits });
  return limits;
}

function requireAdmin({ directory }: Core, actor: Actor): void {
  requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
}

/** The owner of an agent sees its use. */
function requireReader(core: Core, actor: Actor, agentId: string | null | undefined): void {
  if (!agentId) requireAdmin(core, actor);
  else managedAgent(core, actor, agentId);
}
