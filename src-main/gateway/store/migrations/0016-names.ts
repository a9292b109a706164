import type { Kysely } from 'kysely';
import { nameKeys } from '../look-alike.ts';
import type { Schema } from '../schema.ts';

/** Keys by which an index finds names that look alike, and the earlier names of each participant. */
export const names = {
  async up(db: Kysely<Schema>): Promise<void> {
    for (const table of ['participants', 'rooms'] as const) {
      for (const column of ['name_key', 'name_fold'] as const) {
        await db.schema.alterTable(table).addColumn(column, 'text').execute();
        await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
      }
      for (const { id, name } of await db.selectFrom(table).select(['id', 'name']).execute())
        await db.updateTable(table).set(nameKeys(name)).where('id', '=', id).execute();
    }
    await db.schema.alterTable('participants').addColumn('earlier_names', 'text').execute();
  },
};
