import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The returns of each person by a link: their times, and the makers of the links. */
export const returns = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema.alterTable('participants').addColumn('returns', 'text').execute();
  },
};
