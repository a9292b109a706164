import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, MIGRATIONS } from './migrate.ts';

const LATER: Record<string, Migration> = {
  ...MIGRATIONS,
  '9999-later': { up: async (db) => void (await sql`ALTER TABLE home ADD COLUMN later TEXT DEFAULT 'yes'`.execute(db)) },
};
const BROKEN: Record<string, Migration> = {
  ...MIGRATIONS,
  '9999-broken': {
    async up(db) {
      await sql`DELETE FROM home`.execute(db);
      await sql`ALTER TABLE nowhere ADD COLUMN x`.execute(db);
    },
  },
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-migrate-'));
  file = path.join(folder, 'lanai.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function query(of: string, text: string): unknown[] {
  const db = new Database(of);
  const rows = db.prepare(text).all();
  db.close();
  return rows;
}

async function homeOf(name: string): Promise<void> {
  await migrate(file);
  const db = new Database(file);
  db.prepare("INSERT INTO home (id, name, shared_addresses) VALUES ('h', ?, '[]')").run(name);
  db.close();
}

describe('A database', () => {
  it('that is new has nothing to copy aside', async () => {
    await migrate(file, LATER);
    expect(existsSync(`${file}.before-0001-home`)).toBe(false);
    expect(query(file, 'SELECT name FROM kysely_migration')).toHaveLength(Object.keys(LATER).length);
  });

  it('of this version is left as it is', async () => {
    await homeOf('Mine');
    const before = readFileSync(file);
    await migrate(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('of an older version is copied aside before it is changed', async () => {
    await homeOf('Mine');
    writeFileSync(`${file}.before-9999-later`, 'of a try that failed');
    await migrate(file, LATER);
    expect(query(file, 'SELECT name, later FROM home')).toEqual([{ name: 'Mine', later: 'yes' }]);
    expect(query(`${file}.before-9999-later`, 'SELECT name FROM home')).toEqual([{ name: 'Mine' }]);
    expect(query(`${file}.before-9999-later`, 'SELECT name FROM kysely_migration')).toHaveLength(Object.keys(MIGRATIONS).length);
  });

  it('of a newer version is refused and not touched', async () => {
    await migrate(file, LATER);
    const before = readFileSync(file);
    await expect(migrate(file)).rejects.toMatchObject({ code: 'database_newer', message: expect.stringContaining('9999-later') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('loses nothing to a migration that fails half-way', async () => {
    await homeOf('Mine');
    await expect(migrate(file, BROKEN)).rejects.toThrow('could not be brought up to this version');
    expect(query(file, 'SELECT name FROM home')).toEqual([{ name: 'Mine' }]);
    await migrate(file, LATER);
    expect(query(file, 'SELECT later FROM home')).toEqual([{ later: 'yes' }]);
  });

  it('that is none is said to be damaged, and left as it is', async () => {
    writeFileSync(file, 'garbage '.repeat(1_000));
    await expect(migrate(file)).rejects.toMatchObject({ code: 'database_damaged' });
    expect(readFileSync(file, 'utf8')).toBe('garbage '.repeat(1_000));
  });
});
