import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Backups that are made by themselves, and how long messages stay: the rooms' messages up to `swept_seq` are gone. */
export const keeping = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .alterTable('home')
      .addColumn('backup_every', 'text', (c) => c.notNull().defaultTo('never'))
      .execute();
    await db.schema
      .alterTable('home')
      .addColumn('backups_kept', 'integer', (c) => c.notNull().defaultTo(7))
      .execute();
    await db.schema.alterTable('home').addColumn('keep_days', 'integer').execute();
    await db.schema
      .alterTable('rooms')
      .addColumn('swept_seq', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
