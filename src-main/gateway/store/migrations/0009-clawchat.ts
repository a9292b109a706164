import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Whether the home answers ClawChat's programs where they look, and which key it placed there. */
export const clawchat = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema.alterTable('home').addColumn('clawchat', 'text').execute();
  },
};
