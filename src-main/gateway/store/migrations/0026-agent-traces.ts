import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Agents of older versions that reacted, voted, or had a task, a webhook or an invite left something too. */
export const agentTraces = {
  async up(db: Kysely<Schema>): Promise<void> {
    await sql`UPDATE participants SET has_traces = 1 WHERE kind = 'agent' AND id IN (
      SELECT participant_id FROM reactions UNION SELECT participant_id FROM ballots UNION SELECT created_by FROM votes
      UNION SELECT created_by FROM tasks UNION SELECT assignee_id FROM tasks WHERE assignee_id IS NOT NULL
      UNION SELECT created_by FROM subscriptions UNION SELECT created_by FROM invites)`.execute(db);
  },
};
