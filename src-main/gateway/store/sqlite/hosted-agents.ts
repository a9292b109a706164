// The agents that the server runs, and their turns.
import { sql } from 'kysely';
import type { NotedFile, NotedTurn, TurnMark, UseBy } from '../../../../src-shared/hosted-agents.ts';
import type { ConcernedBy, HourOfUse, LedgerRow } from '../interfaces/agent-use.ts';
import { fromJson } from '../json.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import {
  agentSessions,
  agentTurns,
  agentUse,
  hostedAgents,
  useLimits,
  type AgentSessionRow,
  type AgentTurnRow,
  type AgentUseRow,
  type HostedAgentRow,
  type UseLimitsRow,
} from '../tables/hosted-agents.ts';
import type { Covered } from '../tables/table.ts';

const HOUR_MS = 60 * 60 * 1000;
const hourOf = (time: number): number => Math.floor(time / HOUR_MS);

const SUMS = [sql<number>`sum(turns)`.as('turns'), sql<number>`sum(tokens)`.as('tokens'), sql<number>`sum(micros)`.as('micros')] as const;

function hoursOf(subject: UseBy, column: 'agent_id' | 'room_id' | 'person_id', id: string | null, since: number) {
  return query
    .selectFrom('agent_use')
    .select([sql.lit(subject).as('subject'), 'hour', ...SUMS])
    .where(column, '=', id)
    .where('hour', '>', since)
    .groupBy('hour');
}

export const hostedAgentReads = {
  hostedAgent: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('hosted_agents').selectAll().where('participant_id', '=', p.participant_id),
  ),
  hostedAgentCount: statement<Record<never, never>>()(() =>
    query
      .selectFrom('hosted_agents')
      .innerJoin('participants', 'participants.id', 'hosted_agents.participant_id')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('participants.removed_at', 'is', null),
  ),
  agentTurn: statement<{ id: string }>()((p) => query.selectFrom('agent_turns').selectAll().where('id', '=', p.id)),
  openTurns: statement<Record<never, never>>()(() => query.selectFrom('agent_turns').selectAll().where('ended_at', 'is', null)),
  agentTurns: statement<{ agent_id: string; before: number; limit: number }>()((p) =>
    query
      .selectFrom('agent_turns')
      .selectAll()
      .where('agent_id', '=', p.agent_id)
      .where('started_at', '<', p.before)
      .orderBy('started_at', 'desc')
      .limit(p.limit),
  ),
  useByHour: statement<ConcernedBy & { since_hour: number }>()((p) =>
    hoursOf('agent', 'agent_id', p.agent_id, p.since_hour)
      .unionAll(hoursOf('room', 'room_id', p.room_id, p.since_hour))
      .unionAll(hoursOf('person', 'person_id', p.person_id, p.since_hour)),
  ),
  agentLedger: statement<{ agent_id: string | null; since_hour: number }>()((p) =>
    query
      .selectFrom('agent_use')
      .select(['agent_id', 'room_id', 'person_id', ...SUMS, sql<number>`sum(unpriced_tokens)`.as('unpriced_tokens')])
      .where('hour', '>=', p.since_hour)
      .where('agent_id', '=', sql<string>`coalesce(${p.agent_id}, agent_id)`)
      .groupBy(['agent_id', 'room_id', 'person_id']),
  ),
  agentSession: statement<{ agent_id: string; room_id: string }>()((p) =>
    query.selectFrom('agent_sessions').selectAll().where('agent_id', '=', p.agent_id).where('room_id', '=', p.room_id),
  ),
};

const ADDED = {
  turns: sql<number>`agent_use.turns + excluded.turns`,
  tokens: sql<number>`agent_use.tokens + excluded.tokens`,
  unpriced_tokens: sql<number>`agent_use.unpriced_tokens + excluded.unpriced_tokens`,
  micros: sql<number>`agent_use.micros + excluded.micros`,
};

export const hostedAgentWrites = {
  insertHostedAgent: statement<HostedAgentRow>()((p) => query.insertInto('hosted_agents').values(hostedAgents.row(p))),
  updateHostedAgent: statement<HostedAgentRow>()((p) =>
    query.updateTable('hosted_agents').set(hostedAgents.row(p)).where('participant_id', '=', p.participant_id),
  ),
  insertAgentTurn: statement<AgentTurnRow>()((p) => query.insertInto('agent_turns').values(agentTurns.row(p))),
  updateAgentTurn: statement<AgentTurnRow>()((p) => query.updateTable('agent_turns').set(agentTurns.row(p)).where('id', '=', p.id)),
  deleteOldAgentTurns: statement<{ agent_id: string; kept: number }>()((p) =>
    query
      .deleteFrom('agent_turns')
      .where('agent_id', '=', p.agent_id)
      .where('id', 'not in', (e) =>
        e.selectFrom('agent_turns').select('id').where('agent_id', '=', p.agent_id).orderBy('started_at', 'desc').limit(p.kept),
      ),
  ),
  addAgentUse: statement<AgentUseRow>()((p) =>
    query
      .insertInto('agent_use')
      .values(agentUse.row(p))
      .onConflict((conflict) => conflict.columns(['agent_id', 'hour', 'room_id', 'person_id']).doUpdateSet(ADDED)),
  ),
  // The use of a room that is gone stays, because limits depend on it.
  addUseOfRoom: statement<{ room_id: string }>()((p) =>
    query
      .insertInto('agent_use')
      .columns(['agent_id', 'hour', 'room_id', 'person_id', 'turns', 'tokens', 'unpriced_tokens', 'micros'])
      .expression((e) =>
        e
          .selectFrom('agent_use')
          .select(['agent_id', 'hour', sql.lit('').as('room_id'), 'person_id', 'turns', 'tokens', 'unpriced_tokens', 'micros'])
          .where('room_id', '=', p.room_id),
      )
      .onConflict((conflict) => conflict.columns(['agent_id', 'hour', 'room_id', 'person_id']).doUpdateSet(ADDED)),
  ),
  deleteUseOfRoom: statement<{ room_id: string }>()((p) => query.deleteFrom('agent_use').where('room_id', '=', p.room_id)),
  keepUseLimits: statement<UseLimitsRow>()((p) =>
    query
      .insertInto('use_limits')
      .values(useLimits.row(p))
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(useLimits.row(p))),
  ),
  deleteUseLimits: statement<Pick<UseLimitsRow, 'kind' | 'id'>>()((p) =>
    query.deleteFrom('use_limits').where('kind', '=', p.kind).where('id', '=', p.id),
  ),
  forgetRetries: statement<{ agent_id: string }>()((p) =>
    query.updateTable('agent_turns').set({ retry_at: null }).where('agent_id', '=', p.agent_id).where('retry_at', 'is not', null),
  ),
  deleteOldAgentUse: statement<{ before_hour: number }>()((p) => query.deleteFrom('agent_use').where('hour', '<', p.before_hour)),
  keepAgentSession: statement<AgentSessionRow>()((p) =>
    query
      .insertInto('agent_sessions')
      .values(agentSessions.row(p))
      .onConflict((conflict) => conflict.columns(['agent_id', 'room_id']).doUpdateSet(agentSessions.row(p))),
  ),
  deleteAgentSessionsIn: statement<{ room_id: string }>()((p) => query.deleteFrom('agent_sessions').where('room_id', '=', p.room_id)),
  deleteAgentTurnsIn: statement<{ room_id: string }>()((p) => query.deleteFrom('agent_turns').where('room_id', '=', p.room_id)),
};

export function hostedAgentReadsOn(find: PreparedAll<typeof hostedAgentReads>) {
  return {
    hostedAgent: (participantId: string): HostedAgentRow | null => find.hostedAgent.get({ participant_id: participantId }) ?? null,
    hostedAgentCount: (): number => find.hostedAgentCount.get({})?.count ?? 0,
    agentTurn: (id: string): NotedTurn | null => {
      const row = find.agentTurn.get({ id });
      return row ? toTurn(row) : null;
    },
    openTurns: (): NotedTurn[] => find.openTurns.all({}).map(toTurn),
    agentTurns: (agentId: string, before: number, limit: number): NotedTurn[] =>
      find.agentTurns.all({ agent_id: agentId, before, limit }).map(toTurn),
    useByHour: (concerned: ConcernedBy, since: number): HourOfUse[] => find.useByHour.all({ ...concerned, since_hour: hourOf(since) }),
    agentLedger: (agentId: string | null, since: number): LedgerRow[] =>
      find.agentLedger.all({ agent_id: agentId, since_hour: hourOf(since) }),
    agentSession: (agentId: string, roomId: string): AgentSessionRow | null =>
      find.agentSession.get({ agent_id: agentId, room_id: roomId }) ?? null,
  };
}

function toTurn(row: Covered<AgentTurnRow, NotedTurn>): NotedTurn {
  return { ...row, marks: fromJson<TurnMark[]>(row.marks), files: fromJson<NotedFile[]>(row.files) };
}
