import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Keys that are there already get their row when they are used next: only their hashes are known here. */
export const keyVerifiers = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema
      .createTable('key_verifiers')
      .addColumn('secret_hash', 'text', (c) => c.primaryKey())
      .addColumn('stored_key', 'text', (c) => c.notNull())
      .addColumn('server_key', 'text', (c) => c.notNull())
      .execute();
  },
};
