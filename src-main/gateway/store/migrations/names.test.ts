import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { applyMigrations, MIGRATIONS } from '../migrate.ts';

/** A database as it was before this migration. */
async function before(name: string): Promise<Database.Database> {
  const db = new Database(':memory:');
  await applyMigrations(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([each]) => each < name)));
  return db;
}

describe('Reactions of an older version', () => {
  it('are merged when they are one emoji, and deleted when they are invisible', async () => {
    const db = await before('0014-reactions');
    db.pragma('foreign_keys = OFF');
    const insert = db.prepare('INSERT INTO reactions (message_cursor, emoji, participant_id, created_at) VALUES (?, ?, ?, ?)');
    for (const [emoji, who] of [['❤', 'ada'], ['❤\uFE0F', 'ada'], ['❤\uFE0F', 'bob'], ['e\u0301', 'ada'], ['é', 'bob'], ['\u200b', 'ada'], ['LGTM', 'bob'], ['👍🏽', 'ada'], ['👍', 'ada']]) insert.run(1, emoji, who, 5); // prettier-ignore
    await applyMigrations(db);
    const rows = db.prepare<[], { emoji: string; participant_id: string }>('SELECT emoji, participant_id FROM reactions').all();
    expect(rows.map(({ emoji, participant_id }) => `${emoji} ${participant_id}`).sort()).toEqual(
      ['❤\uFE0F ada', '❤\uFE0F bob', 'é ada', 'é bob', 'LGTM bob', '👍🏽 ada', '👍 ada'].sort(),
    );
    db.close();
  });
});

describe('Webhooks of an older version', () => {
  it('choose by id the participant that their name meant, the owner before a guest who took the name', async () => {
    const db = await before('0016-names');
    db.pragma('foreign_keys = OFF');
    const person = db.prepare("INSERT INTO participants (id, kind, name, role, scope, created_at) VALUES (?, 'person', ?, ?, 'home', ?)");
    person.run('gus', 'Olga', 'guest', 1);
    person.run('olga', 'Olga', 'owner', 2);
    const webhook =
      db.prepare(`INSERT INTO subscriptions (id, room_id, owner_id, created_by, webhook_url, secret, kinds, only_from, not_from,
      exclude_thinking, since_seq, last_delivered_seq, status, failure_count, created_at)
      VALUES (?, 'lobby', 'olga', 'olga', 'x', 'x', '[]', ?, ?, 0, 0, 0, 'active', 0, 1)`);
    webhook.run('only', 'Olga', null);
    webhook.run('nobody', 'Rune', 'Rune');
    await applyMigrations(db);
    expect(db.prepare('SELECT id, only_from, only_from_id, not_from_id FROM subscriptions ORDER BY id').all()).toEqual([
      { id: 'nobody', only_from: 'Rune', only_from_id: null, not_from_id: null },
      { id: 'only', only_from: 'Olga', only_from_id: 'olga', not_from_id: null },
    ]);
    const keys = db.prepare<[], { name_key: string }>('SELECT name_key FROM participants').pluck().all();
    expect(keys).toEqual(['olga', 'olga']);
    db.close();
  });
});
