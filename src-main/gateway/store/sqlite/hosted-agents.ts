// The agents that the server runs, and their turns.
import { sql } from 'kysely';
import type { AgentTurn, AgentUse, TurnMark } from '../../../../src-shared/hosted-agents.ts';
import { fromJson } from '../json.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import {
  agentSessions,
  agentTurns,
  agentUse,
  hostedAgents,
  type AgentSessionRow,
  type AgentTurnRow,
  type AgentUseRow,
  type HostedAgentRow,
} from '../tables/hosted-agents.ts';
import type { Covered } from '../tables/table.ts';

const HOUR_MS = 60 * 60 * 1000;

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
  agentUse: statement<{ agent_id: string; since_hour: number }>()((p) =>
    query
      .selectFrom('agent_use')
      .select([
        sql<number>`coalesce(sum(turns), 0)`.as('turns'),
        sql<number>`coalesce(sum(tokens), 0)`.as('tokens'),
        sql<number | null>`sum(cost)`.as('cost'),
      ])
      .where('agent_id', '=', p.agent_id)
      .where('hour', '>', p.since_hour),
  ),
  agentSession: statement<{ agent_id: string; room_id: string }>()((p) =>
    query.selectFrom('agent_sessions').selectAll().where('agent_id', '=', p.agent_id).where('room_id', '=', p.room_id),
  ),
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
      .onConflict((conflict) =>
        conflict.columns(['agent_id', 'hour']).doUpdateSet({
          turns: sql`agent_use.turns + excluded.turns`,
          tokens: sql`agent_use.tokens + excluded.tokens`,
          cost: sql`case when excluded.cost is null then agent_use.cost else coalesce(agent_use.cost, 0) + excluded.cost end`,
        }),
      ),
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
    agentTurn: (id: string): AgentTurn | null => {
      const row = find.agentTurn.get({ id });
      return row ? toTurn(row) : null;
    },
    openTurns: (): AgentTurn[] => find.openTurns.all({}).map(toTurn),
    agentTurns: (agentId: string, before: number, limit: number): AgentTurn[] =>
      find.agentTurns.all({ agent_id: agentId, before, limit }).map(toTurn),
    agentUse: (agentId: string, since: number): AgentUse =>
      find.agentUse.get({ agent_id: agentId, since_hour: Math.floor(since / HOUR_MS) }) ?? { turns: 0, tokens: 0, cost: null },
    agentSession: (agentId: string, roomId: string): AgentSessionRow | null =>
      find.agentSession.get({ agent_id: agentId, room_id: roomId }) ?? null,
  };
}

function toTurn(row: Covered<AgentTurnRow, AgentTurn>): AgentTurn {
  return { ...row, marks: fromJson<TurnMark[]>(row.marks) };
}
