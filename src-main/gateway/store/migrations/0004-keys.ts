import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

export const keys = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('old_secrets')
      .addColumn('secret_hash', 'text', (c) => c.primaryKey())
      .addColumn('key_id', 'text', (c) => c.notNull().references('keys.id'))
      .addColumn('good_until', 'integer', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('old_secrets_by_key').on('old_secrets').column('key_id').execute();
    await db.schema.alterTable('participants').addColumn('key_id', 'text').execute();
    await db.schema.alterTable('rooms').addColumn('key_id', 'text').execute();
    await db.schema
      .alterTable('home')
      .addColumn('limits', 'text', (c) => c.notNull().defaultTo('{}'))
      .execute();
    await db.schema
      .createTable('bucket_levels')
      .addColumn('bucket', 'text', (c) => c.primaryKey())
      .addColumn('level', 'real', (c) => c.notNull())
      .addColumn('at', 'integer', (c) => c.notNull())
      .execute();
  },
};
