import { sql, type Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** What messages said before they were changed, and how far each has read as others are told. */
export const reading = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('edits')
      // Whatever ends a message ends what it said before.
      .addColumn('message_cursor', 'integer', (c) => c.notNull().references('messages.cursor').onDelete('cascade'))
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('written_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('edits_pk', ['message_cursor', 'number'])
      .execute();
    await db.schema
      .alterTable('memberships')
      .addColumn('seen_seq', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('memberships').addColumn('seen_at', 'integer').execute();
    // Whoever has read on since joining has said so; where one joined says nothing of what one has read.
    await db
      .updateTable('memberships')
      .set({ seen_seq: sql`last_read_seq` })
      .whereRef('last_read_seq', '>', 'read_from_seq')
      .execute();
    await db.schema
      .alterTable('participants')
      .addColumn('tells_reads', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
  },
};
