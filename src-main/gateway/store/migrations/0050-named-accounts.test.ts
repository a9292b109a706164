// Sessions and entries of the log from when only a tailnet could name an account.
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { applyMigrations } from '../migrate.ts';
import { MIGRATIONS } from './list.ts';

it('keeps the logins of the tailnet as accounts, and finds their sign-ins in the log', async () => {
  const db = new Database(':memory:');
  await applyMigrations(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0050')));
  db.exec(`INSERT INTO participants (id, kind, name, created_at) VALUES ('ada', 'person', 'Ada', 1);
    INSERT INTO sessions (id, token_hash, page_secret, participant_id, created_at, expires_at, tailnet_login)
      VALUES ('tailnet', 'a', 's', 'ada', 1, 9, 'ada@example.com'), ('invite', 'b', 's', 'ada', 1, 9, NULL);
    INSERT INTO audit (kind, topic, at, last_at, count, by_id, facts)
      VALUES ('sign_in_as_tailnet_user', 'devices', 1, 1, 1, 'ada', '{}'), ('sign_in', 'devices', 2, 2, 1, 'ada', '{}')`);
  await applyMigrations(db);
  const rows = (sql: string): unknown[] => db.prepare(sql).raw().all();
  expect(rows('SELECT id, account FROM sessions ORDER BY id')).toEqual([
    ['invite', null],
    ['tailnet', 'tailscale:ada@example.com'],
  ]);
  expect(rows('SELECT kind, by_id FROM audit ORDER BY at')).toEqual([
    ['sign_in_as_account', 'ada'],
    ['sign_in', 'ada'],
  ]);
  db.close();
});
