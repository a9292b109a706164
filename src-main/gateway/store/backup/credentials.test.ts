// A new table or column has to be classified: whether a backup may bring it back.
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { applyMigrations } from '../migrate.ts';
import { RULES } from './credentials.ts';

it('every table and column is said to be contents or access', async () => {
  const db = new Database(':memory:');
  await applyMigrations(db);
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all();
  expect(tables.filter((name) => RULES[name] === undefined)).toEqual([]);
  for (const [table, rule] of Object.entries(RULES)) {
    if (typeof rule !== 'object') continue;
    const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    expect([table, ...[...rule.contents, ...rule.access].sort()]).toEqual([table, ...columns.sort()]);
  }
  db.close();
});
