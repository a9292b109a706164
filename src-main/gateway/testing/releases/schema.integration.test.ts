// A data folder of a released version has the same schema as a new one, once this program has opened it.
import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../store/backup/make.ts';
import { swap } from '../../store/backup/swap.ts';
import { unpack } from '../../store/backup/unpack.ts';
import { DATABASE_FILE } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { MIGRATIONS } from '../../store/migrations/list.ts';

const KNOWN = Object.keys(MIGRATIONS);
const ARCHIVES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.tar.gz'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-schema-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Its data folder. */
function released(archive: string): string {
  execFileSync('tar', ['--extract', '--gzip', '--file', path.join(import.meta.dirname, archive), '--directory', folder]);
  return path.join(folder, 'data');
}

async function freshSchema(): Promise<Record<string, string>> {
  const file = path.join(folder, 'fresh.db');
  await migrate(file);
  return schemaIn(file);
}

/** Every table and index, whatever the order in which they were made and the case, quotes and spaces they were written with. */
function schemaIn(file: string): Record<string, string> {
  const db = new Database(file, { readonly: true });
  const parts = db
    .prepare<[], { type: string; name: string; sql: string | null }>('SELECT type, name, sql FROM sqlite_schema ORDER BY name')
    .all();
  db.close();
  const normal = (sql: string): string =>
    sql
      .toLowerCase()
      .replaceAll('"', '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?([(),]) ?/g, '$1');
  return Object.fromEntries(parts.map(({ type, name, sql }) => [`${type} ${name}`, normal(sql ?? '')]));
}

function migrationsIn(file: string): unknown[] {
  const db = new Database(file, { readonly: true });
  const names = db.prepare('SELECT name FROM kysely_migration ORDER BY name').pluck().all();
  db.close();
  return names;
}

describe.each(ARCHIVES)('The database of %s', (archive) => {
  it('has the schema and the migrations of a new one', async () => {
    const file = path.join(released(archive), DATABASE_FILE);
    await migrate(file);
    expect(schemaIn(file)).toEqual(await freshSchema());
    expect(migrationsIn(file)).toEqual(KNOWN);
  });

  it('has them too when it comes from a backup that was made before', async () => {
    const backup = path.join(folder, 'backup.tar');
    makeBackup({ folder: released(archive), file: backup, isForced: false, version: '0.1.0', now: Date.now() });
    const home = path.join(folder, 'home');
    mkdirSync(home);
    const unpacked = await unpack({ file: backup, folder: home });
    expect(unpacked).toMatchObject({ home_name: 'Lighthouse' });
    swap(home, unpacked);
    const file = path.join(home, DATABASE_FILE);
    expect(schemaIn(file)).toEqual(await freshSchema());
    expect(migrationsIn(file)).toEqual(KNOWN);
  });
});
