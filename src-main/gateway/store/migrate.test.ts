import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/list.ts';

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

/** As in the data folder of testing/releases/0.1.0.tar.gz. */
const OLD_NAMES = [
  ...['0001-home', '0002-coordination', '0003-webhooks', '0004-keys', '0005-sealed', '0006-files', '0008-mentions', '0009-clawchat'],
  ...['0009-profiles', '0010-notify', '0011-keeping', '0012-reading', '0013-no-secrets', '0014-reactions', '0015-seals', '0016-names'],
  ...['0017-webhook-authors', '0018-key-verifiers', '0019-agents', '0020-stored-bytes', '0021-confirmed-returns', '0022-mentions-now'],
  ...['0023-sessions', '0024-devices', '0025-returns', '0026-agent-traces'],
];

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

async function homeOf(name: string, migrations = MIGRATIONS): Promise<void> {
  await migrate(file, { migrations });
  const db = new Database(file);
  db.prepare("INSERT INTO home (id, name) VALUES ('h', ?)").run(name);
  db.close();
}

describe('A database', () => {
  it('that is new has nothing to copy aside', async () => {
    await migrate(file, { migrations: LATER });
    expect(existsSync(`${file}.before-0001-first-release`)).toBe(false);
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
    await migrate(file, { migrations: LATER });
    expect(query(file, 'SELECT name, later FROM home')).toEqual([{ name: 'Mine', later: 'yes' }]);
    expect(query(`${file}.before-9999-later`, 'SELECT name FROM home')).toEqual([{ name: 'Mine' }]);
    expect(query(`${file}.before-9999-later`, 'SELECT name FROM kysely_migration')).toHaveLength(Object.keys(MIGRATIONS).length);
  });

  it('of a newer version is refused and not touched', async () => {
    await migrate(file, { migrations: LATER });
    const before = readFileSync(file);
    await expect(migrate(file)).rejects.toMatchObject({ code: 'database_newer', message: expect.stringContaining('9999-later') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('loses nothing to a migration that fails half-way', async () => {
    await homeOf('Mine');
    await expect(migrate(file, { migrations: BROKEN })).rejects.toThrow('could not be brought up to this version');
    expect(query(file, 'SELECT name FROM home')).toEqual([{ name: 'Mine' }]);
    await migrate(file, { migrations: LATER });
    expect(query(file, 'SELECT later FROM home')).toEqual([{ later: 'yes' }]);
  });

  it('that is none is said to be damaged, and left as it is', async () => {
    writeFileSync(file, 'garbage '.repeat(1_000));
    await expect(migrate(file)).rejects.toMatchObject({ code: 'database_damaged' });
    expect(readFileSync(file, 'utf8')).toBe('garbage '.repeat(1_000));
  });
});

describe('A database from before the first release', () => {
  const FIRST: typeof MIGRATIONS = Object.fromEntries(Object.entries(MIGRATIONS).slice(0, 1));
  const LATER_THAN_FIRST: typeof MIGRATIONS = { ...FIRST, ...Object.fromEntries(Object.entries(LATER).slice(-1)) };

  /** Its tables are those of the first release; its list of migrations is the old one, or the first part of it. */
  async function oldHome(count = OLD_NAMES.length): Promise<void> {
    await homeOf('Mine', FIRST);
    const db = new Database(file);
    db.exec('DELETE FROM kysely_migration');
    for (const name of OLD_NAMES.slice(0, count)) db.prepare("INSERT INTO kysely_migration VALUES (?, '2026-01-01')").run(name);
    db.close();
  }

  it('with the whole list has the one migration that took its place, and keeps what is in it', async () => {
    await oldHome();
    await migrate(file, { migrations: FIRST });
    expect(query(file, 'SELECT name FROM kysely_migration')).toEqual([{ name: '0001-first-release' }]);
    expect(query(file, 'SELECT name FROM home')).toEqual([{ name: 'Mine' }]);
    await migrate(file, { migrations: LATER_THAN_FIRST });
    expect(query(file, 'SELECT name, later FROM home')).toEqual([{ name: 'Mine', later: 'yes' }]);
  });

  it('with the whole list gets later migrations at once, after a copy', async () => {
    await oldHome();
    await migrate(file, { migrations: LATER_THAN_FIRST });
    expect(query(file, 'SELECT name FROM kysely_migration ORDER BY name')).toEqual(
      ['0001-first-release', '9999-later'].map((name) => ({ name })),
    );
    expect(query(`${file}.before-9999-later`, 'SELECT name FROM home')).toEqual([{ name: 'Mine' }]);
  });

  it.each([1, OLD_NAMES.length - 1])('with %i names of the list is refused and not touched', async (count) => {
    await oldHome(count);
    const before = readFileSync(file);
    await expect(migrate(file)).rejects.toMatchObject({
      code: 'database_unreleased',
      message: expect.stringContaining('before version 0.1.0'),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});
