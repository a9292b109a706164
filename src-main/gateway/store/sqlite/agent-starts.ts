// How connected agents are woken.
import { query, statement, type PreparedAll } from '../statement.ts';
import { agentStarts, type AgentStartRow } from '../tables/agent-starts.ts';

export const agentStartReads = {
  agentStart: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('agent_starts').selectAll().where('participant_id', '=', p.participant_id),
  ),
};

export const agentStartWrites = {
  setAgentStart: statement<AgentStartRow>()((p) =>
    query
      .insertInto('agent_starts')
      .values(agentStarts.row(p))
      .onConflict((conflict) => conflict.column('participant_id').doUpdateSet(agentStarts.row(p))),
  ),
  deleteAgentStart: statement<{ participant_id: string }>()((p) =>
    query.deleteFrom('agent_starts').where('participant_id', '=', p.participant_id),
  ),
};

export function agentStartReadsOn(find: PreparedAll<typeof agentStartReads>) {
  return {
    agentStartRow: (participantId: string): AgentStartRow | null => find.agentStart.get({ participant_id: participantId }) ?? null,
  };
}
