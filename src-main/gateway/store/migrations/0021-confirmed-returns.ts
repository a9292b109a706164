import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Links that admins make for people who come back wait for the owner. Those that exist keep working. */
export const confirmedReturns = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .alterTable('invites')
      .addColumn('needs_owner', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
