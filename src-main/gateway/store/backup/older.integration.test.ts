import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../database.ts';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/list.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import { makeBackup } from './make.ts';
import { swap } from './swap.ts';
import { unpack } from './unpack.ts';

/** A setting that is no content: it stays as it is now. */
const LATER: Record<string, Migration> = {
  ...MIGRATIONS,
  '9999-later': { up: async (db) => void (await sql`ALTER TABLE home ADD COLUMN door TEXT DEFAULT 'closed'`.execute(db)) },
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-older-'));
  file = path.join(folder, DATABASE_FILE);
});
afterEach(() => rmSync(folder, { recursive: true }));

function inDatabase<T>(work: (db: Database.Database) => T): T {
  const db = new Database(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

async function newHome(name: string, migrations: Record<string, Migration>): Promise<void> {
  await migrate(file, { migrations, copiesAside: false });
  inDatabase((db) => db.prepare("INSERT INTO home (id, name) VALUES ('h', ?)").run(name));
}

function backedUp(): string {
  const backup = path.join(folder, 'backup.tar');
  makeBackup({ folder, file: backup, isForced: false, version: '0.1.0', now: 0 });
  return backup;
}

const homes = (): unknown => inDatabase((db) => db.prepare('SELECT name, door FROM home').all());

describe('A restore by a program whose tables have a further column', () => {
  it('of an older backup brings back the contents, and leaves a setting in that column as it is now', async () => {
    await newHome('Before', MIGRATIONS);
    const backup = backedUp();
    await migrate(file, { migrations: LATER, copiesAside: false });
    inDatabase((db) => db.exec("UPDATE home SET name = 'After', door = 'ajar'"));

    swap(folder, await unpack({ file: backup, folder, migrations: LATER }));
    expect(homes()).toEqual([{ name: 'Before', door: 'ajar' }]);
    expect(readdirSync(folder).filter((name) => name.includes('.before-'))).toEqual([]);
  });

  it('in the place of an older home takes no such setting from the backup', async () => {
    await newHome('Before', LATER);
    inDatabase((db) => db.exec("UPDATE home SET door = 'open'"));
    const backup = backedUp();
    rmSync(file);
    await newHome('After', MIGRATIONS);

    const unpacked = await unpack({ file: backup, folder, migrations: LATER });
    await bringUpToDate(folder, LATER);
    swap(folder, unpacked);
    expect(homes()).toEqual([{ name: 'Before', door: 'closed' }]);
  });

  it('leaves a home of a newer program, and one that is none, as they are', async () => {
    await newHome('Newer', LATER);
    await bringUpToDate(folder);
    expect(homes()).toEqual([{ name: 'Newer', door: 'closed' }]);
    writeFileSync(file, 'garbage '.repeat(1_000));
    await bringUpToDate(folder);
    expect(readFileSync(file, 'utf8')).toBe('garbage '.repeat(1_000));
  });
});
