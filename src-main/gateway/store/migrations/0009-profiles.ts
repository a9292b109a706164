import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

const TEXTS = ['color', 'picture', 'status', 'time_zone', 'description'] as const;

/** What people say of themselves and owners of their agents; and which agents were put out of the home. */
export const profiles = {
  async up(db: Kysely<Schema>): Promise<void> {
    for (const name of TEXTS) await db.schema.alterTable('participants').addColumn(name, 'text').execute();
    await db.schema.alterTable('participants').addColumn('removed_at', 'integer').execute();
  },
};
