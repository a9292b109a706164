import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** A session needs a page secret besides its cookie. Older sessions have none, and end: each person signs in once more. */
export const sessions = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema.dropTable('sessions').execute();
    await db.schema
      .createTable('sessions')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('page_secret', 'text', (c) => c.notNull())
      .addColumn('participant_id', 'text', (c) => c.notNull().references('participants.id'))
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('expires_at', 'integer', (c) => c.notNull())
      .execute();
  },
};
