import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Agents that left nothing behind can be forgotten: their row stays, since other rows may refer to it. */
export const agents = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .alterTable('participants')
      .addColumn('has_traces', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('participants').addColumn('forgotten_at', 'integer').execute();
    await sql`UPDATE participants SET has_traces = 1 WHERE kind = 'agent' AND id IN (
      SELECT participant_id FROM memberships UNION SELECT author_id FROM messages UNION SELECT uploaded_by FROM files
      UNION SELECT created_by FROM rooms WHERE created_by IS NOT NULL)`.execute(db);
    await db.schema.createIndex('participants_by_key').on('participants').columns(['key_id', 'created_at']).execute();
  },
};
