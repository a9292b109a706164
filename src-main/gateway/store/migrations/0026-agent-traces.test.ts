import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { applyMigrations, MIGRATIONS } from '../migrate.ts';

it('Agents of an older version that reacted, voted, or had a task, a webhook or an invite are not forgotten', async () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = OFF');
  await applyMigrations(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0013')));
  const ids = ['reactor', 'voter', 'asker', 'giver', 'taker', 'webhook maker', 'inviter', 'unused'];
  for (const id of ids)
    db.prepare(
      "INSERT INTO participants (id, kind, name, type, capabilities, created_at) VALUES (?, 'agent', ?, 'connected', '[]', 1)",
    ).run(id, id);
  db.exec(`
    INSERT INTO reactions (message_cursor, emoji, participant_id, created_at) VALUES (1, '👍', 'reactor', 1);
    INSERT INTO votes (id, room_id, title, options, eligible_ids, left_ids, created_by, created_at) VALUES ('v', 'lobby', 't', '[]', '[]', '[]', 'asker', 1);
    INSERT INTO ballots (vote_id, participant_id, option_index, cast_at) VALUES ('v', 'voter', 0, 1);
    INSERT INTO tasks (id, room_id, title, status, assignee_id, created_by, created_at) VALUES ('t', 'lobby', 't', 'open', 'taker', 'giver', 1);
    INSERT INTO subscriptions (id, room_id, owner_id, created_by, webhook_url, secret, kinds, exclude_thinking, since_seq, last_delivered_seq,
      status, failure_count, created_at) VALUES ('s', 'lobby', 'olga', 'webhook maker', 'x', 'x', '[]', 0, 0, 0, 'active', 0, 1);
    INSERT INTO invites (id, code_hash, name, role, created_by, created_at, expires_at, max_uses, uses)
      VALUES ('i', 'x', 'Sarah', 'guest', 'inviter', 1, 1, 1, 0)`);
  await applyMigrations(db);
  expect(db.prepare('SELECT id FROM participants WHERE has_traces = 0').pluck().all()).toEqual(['unused']);
  db.close();
});
