import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Rooms that take sealed messages only. */
export const sealed = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .alterTable('rooms')
      .addColumn('encrypted', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
