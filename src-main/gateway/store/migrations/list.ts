import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { firstRelease } from './0001-first-release.ts';

/** Forward only, in this order. A migration that was released is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-release': firstRelease,
  '0002-room-topic': statement('alter table rooms add column topic text'),
};

function statement(text: string): Migration {
  return { up: async (db) => void (await sql.raw(text).execute(db)) };
}
