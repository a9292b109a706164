import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { schemaOf } from './database.ts';
import { applyMigrations } from './migrate.ts';

it('makes the same tables, indexes and triggers in another database', async () => {
  const migrated = new Database(':memory:');
  await applyMigrations(migrated);
  const other = new Database(':memory:');
  for (const statement of schemaOf(migrated)) other.exec(statement);
  expect(schemaOf(other)).toEqual(schemaOf(migrated));
  const names = migrated.prepare('SELECT name FROM sqlite_schema ORDER BY name');
  expect(other.prepare(names.source).all()).toEqual(names.all());
});
