import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** What each person wants to be notified of: in a room, and in general. */
export const notify = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .alterTable('memberships')
      .addColumn('notify_level', 'text', (c) => c.notNull().defaultTo('default'))
      .execute();
    await db.schema.alterTable('memberships').addColumn('muted_until', 'integer').execute();
    await db.schema
      .createTable('notify_preferences')
      .addColumn('participant_id', 'text', (c) => c.primaryKey().references('participants.id'))
      .addColumn('preferences', 'text', (c) => c.notNull())
      .execute();
  },
};
