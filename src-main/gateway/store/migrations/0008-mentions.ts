import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Whom a message can call by name: those of its room, or every agent of the home that may see the room. */
export const mentions = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .alterTable('home')
      .addColumn('mentions_reach', 'text', (c) => c.notNull().defaultTo('members'))
      .execute();
  },
};
