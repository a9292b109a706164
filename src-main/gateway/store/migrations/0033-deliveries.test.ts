// Messages of before deliveries were kept: those that a person has read in a direct room have arrived.
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { applyMigrations } from '../migrate.ts';
import { MIGRATIONS } from './list.ts';

it('takes over what people have read in direct rooms', async () => {
  const db = new Database(':memory:');
  await applyMigrations(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0033')));
  db.exec(`INSERT INTO participants (id, kind, name, created_at) VALUES ('ada', 'person', 'Ada', 1), ('bot', 'agent', 'Bot', 1);
    INSERT INTO rooms (id, name, visibility, direct_key, created_at) VALUES ('direct', '', 'private', 'ada bot', 1), ('lobby', 'lobby', 'public', NULL, 1);
    INSERT INTO memberships (room_id, participant_id, joined_cursor, read_from_seq, last_read_seq)
      VALUES ('direct', 'ada', 0, 0, 7), ('direct', 'bot', 0, 0, 5), ('lobby', 'ada', 0, 0, 3)`);
  await applyMigrations(db);
  const rows = db
    .prepare('SELECT room_id, participant_id, delivered_seq, delivered_at FROM memberships ORDER BY delivered_seq')
    .raw()
    .all();
  expect(rows.at(-1)).toEqual(['direct', 'ada', 7, null]);
  expect(rows.slice(0, -1).map((row) => (row as unknown[])[2])).toEqual([0, 0]);
  db.close();
});
