import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { sealId } from '../../../../src-shared/sealed-mark.ts';
import { applyMigrations, MIGRATIONS } from '../migrate.ts';

const blob = (mark: string, tail: string): string => `lsm1:AAAAAA${mark.repeat(40)}${tail.repeat(300)}`;

/** Values for the columns that must have one. */
function insert(db: Database.Database, table: string, row: Record<string, string | number>): void {
  const columns = db.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number; dflt_value: string | null }[];
  const needed = columns.filter(({ name, notnull, dflt_value }) => name in row || (notnull === 1 && dflt_value === null));
  const values = needed.map(({ name, type }) => row[name] ?? (type.toLowerCase() === 'integer' ? 0 : ''));
  db.prepare(`INSERT INTO ${table} (${needed.map(({ name }) => name).join()}) VALUES (${needed.map(() => '?').join()})`).run(values);
}

it('The sealed messages, earlier texts and files that are there already are noted, each once', async () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = OFF');
  const { '0015-seals': seals, ...before } = MIGRATIONS;
  await applyMigrations(db, before);
  for (const [id, encrypted] of [
    ['vault', 1],
    ['lobby', 0],
  ] as const)
    insert(db, 'rooms', { id, name: id, encrypted });
  const posted = (cursor: number, room_id: string, content: string): void =>
    insert(db, 'messages', { cursor, id: `m${cursor}`, room_id, seq: cursor, content });
  posted(1, 'vault', blob('B', 'x'));
  posted(2, 'vault', blob('B', 'y'));
  posted(3, 'lobby', blob('C', 'x'));
  posted(4, 'vault', '');
  insert(db, 'edits', { message_cursor: 1, number: 1, content: blob('D', 'x') });
  insert(db, 'files', { id: 'f1', sha256: 'a', room_id: 'vault', name: blob('E', 'x') });

  await applyMigrations(db, { ...before, ...(seals && { '0015-seals': seals }) });
  expect(db.prepare('SELECT room_id, seal_id FROM seals ORDER BY seal_id').all()).toEqual(
    ['B', 'D', 'E'].map((mark) => ({ room_id: 'vault', seal_id: sealId(blob(mark, '')) })),
  );
});
