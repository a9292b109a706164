import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createHash } from 'node:crypto';
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

describe('A database in which Porter wrote links', () => {
  const code = (letter: string): string => `inv_${letter.repeat(43)}`;
  const hash = (letter: string): string => createHash('sha256').update(code(letter)).digest('hex');

  async function cleaned(): Promise<void> {
    const { '0013-no-secrets': _later, ...before } = MIGRATIONS;
    await migrate(file, before);
    const db = new Database(file);
    db.exec("INSERT INTO home (id, name, shared_addresses) VALUES ('h', 'Mine', '[]')");
    const person = db.prepare("INSERT INTO participants (id, kind, name, role, scope, created_at) VALUES (?, 'person', ?, ?, 'home', 1)");
    person.run('olga', 'Olga', 'owner');
    db.exec(
      "INSERT INTO participants (id, kind, name, type, capabilities, created_at) VALUES ('porter', 'agent', 'Porter', 'built-in', '[]', 1)",
    );
    db.exec("INSERT INTO rooms (id, name, visibility, created_at, last_seq) VALUES ('lobby', 'lobby', 'public', 1, 3)");
    const message = db.prepare(
      "INSERT INTO messages (cursor, id, room_id, seq, author_id, kind, content, created_at) VALUES (?, ?, 'lobby', ?, ?, 'chat', ?, 1)",
    );
    const links = `\`http://127.0.0.1:4510/join#${code('A')}\`\n\`http://10.0.0.2:4510/join#${code('A')}\``;
    message.run(1, 'one', 1, 'porter', `Here is Sarah’s invite:\n\n${links}`);
    message.run(2, 'two', 2, 'olga', `I sent ${code('C')}`);
    message.run(3, 'three', 3, 'porter', 'Keys begin with lan_.');
    db.prepare('INSERT INTO edits (message_cursor, number, content, written_at) VALUES (3, 1, ?, 1)').run(`x ${code('B')} y`);
    const invite = db.prepare(
      `INSERT INTO invites (id, code_hash, name, role, created_by, created_at, expires_at, max_uses, uses)
       VALUES (?, ?, 'Sarah', 'guest', 'olga', 1, ?, 1, ?)`,
    );
    invite.run('open', hash('A'), Date.now() + 60_000, 0);
    invite.run('used', hash('B'), Date.now() + 60_000, 1);
    invite.run('other', hash('C'), Date.now() + 60_000, 0);
    db.close();
    await migrate(file);
  }

  it('has none of them any more, in no message, no earlier text and no free page', async () => {
    await cleaned();
    const [first, second, third] = query(file, 'SELECT content FROM messages ORDER BY seq').map((row) => Object(row).content);
    const removed = '(A link was here. It was removed and no longer works. Make a new one under Invites.)';
    expect(first).toBe(`Here is Sarah’s invite:\n\n${removed}\n${removed}`);
    expect(second).toBe(`I sent ${code('C')}`);
    expect(third).toBe('Keys begin with lan_.');
    expect(query(file, 'SELECT content FROM edits')).toEqual([{ content: `x ${removed} y` }]);
    const bytes = readFileSync(file).toString('latin1');
    expect([code('A'), code('B')].filter((each) => bytes.includes(each))).toEqual([]);
  });

  it('ends the invites that are still open, and records both changes', async () => {
    await cleaned();
    expect(query(file, 'SELECT id FROM invites WHERE revoked_at IS NOT NULL')).toEqual([{ id: 'open' }]);
    expect(query(file, 'SELECT cursor, type, subject_id FROM changes ORDER BY cursor')).toEqual([
      { cursor: 4, type: 'message.changed', subject_id: 'one' },
      { cursor: 5, type: 'invite.changed', subject_id: 'open' },
    ]);
  });
});
