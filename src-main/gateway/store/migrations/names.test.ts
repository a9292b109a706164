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
  it('are merged when they are one emoji, and go when nobody can see them', async () => {
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
