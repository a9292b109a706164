import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** When each person came back by a link, and who made it. */
export const returns = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema.alterTable('participants').addColumn('returns', 'text').execute();
  },
};
