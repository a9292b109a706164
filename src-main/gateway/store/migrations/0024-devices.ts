import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The browser of each session, and the time of its last use, for the list of a person's own sessions. */
export const devices = {
  async up(db: Kysely<Schema>): Promise<void> {
    for (const column of ['browser', 'platform']) await db.schema.alterTable('sessions').addColumn(column, 'text').execute();
    await db.schema
      .alterTable('sessions')
      .addColumn('last_used_at', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db
      .updateTable('sessions')
      .set((e) => ({ last_used_at: e.ref('created_at') }))
      .execute();
    await db.schema.createIndex('sessions_participant').on('sessions').column('participant_id').execute();
  },
};
