import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

export const webhooks = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('subscriptions')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('room_id', 'text', (c) => c.notNull().references('rooms.id'))
      .addColumn('owner_id', 'text', (c) => c.notNull().references('participants.id'))
      .addColumn('created_by', 'text', (c) => c.notNull().references('participants.id'))
      .addColumn('key_id', 'text', (c) => c.references('keys.id'))
      .addColumn('webhook_url', 'text', (c) => c.notNull())
      .addColumn('secret', 'text', (c) => c.notNull())
      .addColumn('kinds', 'text', (c) => c.notNull())
      .addColumn('only_from', 'text')
      .addColumn('not_from', 'text')
      .addColumn('exclude_thinking', 'integer', (c) => c.notNull())
      .addColumn('since_seq', 'integer', (c) => c.notNull())
      .addColumn('last_delivered_seq', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('failure_count', 'integer', (c) => c.notNull())
      .addColumn('last_error', 'text')
      .addColumn('next_attempt_at', 'integer')
      .addColumn('last_delivered_at', 'integer')
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('subscriptions_by_room').on('subscriptions').column('room_id').execute();
  },
};
