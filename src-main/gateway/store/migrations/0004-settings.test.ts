// A database of before the settings keeps every one of them, and its changes.
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyMigrations } from '../migrate.ts';
import { createReads } from '../reads.ts';
import { settingOf, type SettingName } from '../settings.ts';
import { MIGRATIONS } from './list.ts';

let db: Database.Database;
beforeEach(async () => {
  db = new Database(':memory:');
  await applyMigrations(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0004')));
});
afterEach(() => void db.close());

const setting = (name: SettingName): unknown =>
  settingOf(name, db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck().get(name) ?? null);

describe('The settings of an older database', () => {
  it('are as they were set', async () => {
    db.exec(`INSERT INTO home (id, name, set_up_at, shared_addresses, limits, mentions_reach, clawchat, backup_every, backups_kept, keep_days)
      VALUES ('h', 'Mine', 5, '["192.0.2.1"]', '{"messages_per_key":7}', 'home', '{"is_on":true,"placed_hash":"x"}', 'week', 3, 30)`);
    await applyMigrations(db);
    expect(createReads(db).home()).toMatchObject({ id: 'h', name: 'Mine', set_up_at: 5, mentions_reach: 'home', keep_days: 30 });
    expect(setting('shared_addresses')).toEqual([{ address: '192.0.2.1', interface: null }]);
    expect(setting('limits')).toEqual({ messages_per_key: 7 });
    expect(setting('agent_listeners')).toEqual({ is_on: true, placed_hash: 'x' });
    expect(setting('backup_plan')).toEqual({ every: 'week', keep: 3 });
  });

  it('are the first ones where none was set', async () => {
    db.exec("INSERT INTO home (id, name) VALUES ('h', 'Mine')");
    await applyMigrations(db);
    expect(createReads(db).home()).toMatchObject({ id: 'h', name: 'Mine', set_up_at: null, mentions_reach: 'members', keep_days: null });
    for (const name of ['shared_addresses', 'limits', 'agent_listeners', 'backup_plan'] as const)
      expect(setting(name)).toEqual(settingOf(name, null));
  });

  it('are none before the home is founded', async () => {
    await applyMigrations(db);
    expect(db.prepare('SELECT count(*) FROM settings').pluck().get()).toBe(0);
  });
});

describe('The changes of an older database', () => {
  it('have the new names of their types, and rooms keep what expired in them', async () => {
    db.exec(`INSERT INTO rooms (id, name, visibility, created_at, swept_seq) VALUES ('r', 'Room', 'public', 1, 4);
      INSERT INTO changes (cursor, type, room_id, subject_id, payload) VALUES
        (1, 'read.moved', 'r', 'p', '{"last_read_seq":1,"unread":0,"mentions":0}'),
        (2, 'level.changed', 'r', 'p', '{"notify_level":"all","muted_until":null}'),
        (3, 'room.changed', 'r', null, null)`);
    await applyMigrations(db);
    const reads = createReads(db);
    expect(reads.changesAfterCursor(0, 9).map(({ type }) => type)).toEqual([
      'read_position.changed',
      'notify_level.changed',
      'room.changed',
    ]);
    expect(reads.room('r')).toMatchObject({ expired_through_seq: 4 });
  });
});
