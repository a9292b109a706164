// The use of the agents that the server runs, as limits and lists read it.
import type { UseBy } from '../../../../src-shared/hosted-agents.ts';
import type { AgentUseRow } from '../tables/hosted-agents.ts';

/** The agent of a turn, its room, and the person who caused it. Null: no use is read for it. */
export interface ConcernedBy {
  agent_id: string;
  room_id: string | null;
  person_id: string | null;
}

/** Of `subject`: the agent, the room or the person. */
export interface HourOfUse extends Pick<AgentUseRow, 'hour' | 'turns' | 'tokens' | 'micros'> {
  subject: UseBy;
}

/** The use of one agent in one room for one person. */
export type LedgerRow = Omit<AgentUseRow, 'hour'>;
