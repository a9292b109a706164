// A backup that was tampered with gives no access.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDED_BACKUPS_PATH } from '../../../../src-shared/maintenance.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { backupHands, type BackupHands } from '../../testing/backups.ts';
import { createBrowser, type Browser } from '../../testing/browser.ts';
import { ask } from '../../testing/http-client.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { makeBackup } from './make.ts';

const KEY = `lan_${'A'.repeat(43)}`;
const HOOK = `whk_${'C'.repeat(43)}`;
const INVITE = `inv_${'B'.repeat(43)}`;
const EVIL = 'http://127.0.0.1:9/EVIL';
const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

describe('A backup with planted access', () => {
  let home: TestHome;
  let hands: BackupHands;
  let folder: string;
  let guest: Browser;
  let privateRoom: string;
  let webhook: string;
  let hook: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lanai-planted-'));
    home = await startTestHome();
    hands = backupHands(home);
    guest = await home.guest('Gus');
    privateRoom = (await home.owner.post('/api/rooms', { name: 'diary' })).field('id');
    const made = await home.owner.post(`/api/rooms/${LOBBY_ID}/webhooks`, {
      webhook_url: 'http://127.0.0.1:9/mine',
      secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
    });
    webhook = made.field('id');
    hook = (await home.owner.post(`/api/rooms/${LOBBY_ID}/incoming-webhooks`, { name: 'Builds' })).field('path');
    await home.owner.post('/api/providers', { kind: 'openai-compatible', base_url: 'http://127.0.0.1:9/v1', key: 'sk-kept' });
  });
  afterAll(async () => {
    await home.close();
    rmSync(folder, { recursive: true });
  });

  /** A backup of the home's database, changed. */
  function planted(name: string, change: (db: Database.Database) => void): string {
    const place = path.join(folder, name);
    mkdirSync(place);
    const file = path.join(place, 'lanai.db');
    const source = new Database(path.join(home.dataDir, 'lanai.db'), { readonly: true });
    writeFileSync(file, source.serialize());
    source.close();
    const db = new Database(file);
    db.pragma('journal_mode = DELETE');
    db.pragma('foreign_keys = OFF');
    change(db);
    db.close();
    const backup = path.join(place, 'planted.tar');
    makeBackup({ folder: place, file: backup, isForced: false, version: '0.0.0-test', now: Date.now() });
    return backup;
  }

  function plantAll(db: Database.Database): void {
    const copyOf = (table: string, from: string, values: Record<string, unknown>): void => {
      const row = { ...Object(db.prepare(`SELECT * FROM ${table} WHERE ${from}`).get()), ...values };
      const names = Object.keys(row);
      db.prepare(`INSERT OR REPLACE INTO ${table} (${names.join()}) VALUES (${names.map((each) => `@${each}`).join()})`).run(row);
    };
    copyOf('keys', '1', { id: 'planted', secret_hash: hash(KEY), rights: '["read","post","create","coordinate","admin"]', room_ids: null });
    copyOf('invites', "name = 'Gus'", { id: 'planted', code_hash: hash(INVITE), role: 'admin', room_ids: null, uses: 0, max_uses: 5 });
    db.prepare('UPDATE keys SET rights = \'["read","post","admin"]\', secret_hash = ? WHERE id = \'home\'').run(hash('planted'));
    db.prepare('UPDATE subscriptions SET webhook_url = ? WHERE id = ?').run(EVIL, webhook);
    copyOf('subscriptions', '1', { id: 'planted', webhook_url: EVIL });
    copyOf('incoming_webhooks', '1', { participant_id: 'planted', secret_hash: hash(HOOK) });
    db.prepare('UPDATE providers SET base_url = ?').run(EVIL);
    copyOf('providers', '1', { id: 'planted', name: 'Planted' });
    db.exec("UPDATE participants SET role = 'admin', scope = 'home' WHERE name = 'Gus'");
    copyOf('participants', "name = 'Gus'", { id: 'mole', name: 'Mole', role: 'admin' });
    copyOf('memberships', `room_id = '${LOBBY_ID}'`, { room_id: privateRoom, participant_id: idOf(db, 'Gus') });
    db.exec("UPDATE rooms SET visibility = 'public'");
    db.exec(`INSERT OR REPLACE INTO settings VALUES ('shared_addresses', '["0.0.0.0"]'), ('mentions_reach', '"home"'), ('keep_days', '1')`);
    copyOf('sessions', '1', { id: 'planted', token_hash: hash('ses_planted'), participant_id: 'mole' });
  }

  const rows = (sql: string): unknown[] => {
    const db = new Database(path.join(home.dataDir, 'lanai.db'), { readonly: true });
    try {
      return db.prepare(sql).pluck().all();
    } finally {
      db.close();
    }
  };

  const postWith = (at: string) => ask(home.url + at, { method: 'POST', body: { text: 'Built' } });

  async function restore(file: string, name: string): Promise<void> {
    const added = await home.owner.send(`${ADDED_BACKUPS_PATH}?name=${name}.tar`, { method: 'POST', body: readFileSync(file) });
    expect(added.status).toBe(201);
    await hands.settled();
    await hands.restore(`added-${name}.tar`);
  }

  it('gives no new access, and ends none', async () => {
    const before = rows('SELECT value FROM settings ORDER BY key');
    await restore(planted('same.db', plantAll), 'same');
    const mole = { authorization: `Bearer ${KEY}`, 'lanai-agent': 'Mole' };
    expect((await ask(`${home.url}/api/people`, { headers: mole })).status).toBe(401);
    await expect(createBrowser(home.url).redeem(INVITE, 'Eve')).rejects.toThrow(/invite_invalid/);
    expect((await home.owner.get('/api/session')).status).toBe(200);
    expect((await guest.get('/api/session')).json()).toMatchObject({ me: { role: 'guest' } });
    expect((await guest.get(`/api/rooms/${privateRoom}/messages`)).status).toBe(404);
    expect(rows('SELECT webhook_url FROM subscriptions')).toEqual(['http://127.0.0.1:9/mine']);
    expect((await postWith(hook)).status).toBe(200);
    expect((await postWith(`/api/hooks/${HOOK}`)).status).toBe(404);
    expect(rows('SELECT base_url FROM providers')).toEqual(['http://127.0.0.1:9/v1']);
    expect(rows("SELECT role FROM participants WHERE role = 'admin'")).toEqual([]);
    expect(rows("SELECT count(*) FROM participants WHERE id = 'mole' AND revoked_at IS NULL")).toEqual([0]);
    expect(rows("SELECT count(*) FROM sessions WHERE participant_id = 'mole'")).toEqual([0]);
    expect(rows('SELECT value FROM settings ORDER BY key')).toEqual(before);
    expect(rows("SELECT rights FROM keys WHERE id = 'home'").join()).not.toContain('admin');
    const agent = { authorization: `Bearer ${home.key}`, 'lanai-agent': 'Curl' };
    expect((await ask(`${home.url}/api/rooms`, { headers: agent })).status).toBe(200);
    expect(rows('SELECT count(*) FROM pragma_foreign_key_check')).toEqual([0]);
  });

  it('of another home gives no access, also not to its own people', async () => {
    const other = planted('other.db', (db) => {
      plantAll(db);
      db.exec("UPDATE home SET id = 'another'");
    });
    await restore(other, 'other');
    expect(rows('SELECT id FROM home')).toEqual(['another']);
    expect(rows("SELECT count(*) FROM keys WHERE revoked_at IS NULL AND id <> 'home'")).toEqual([0]);
    expect(rows('SELECT count(*) FROM invites WHERE revoked_at IS NULL')).toEqual([0]);
    expect(rows("SELECT count(*) FROM subscriptions WHERE status <> 'disabled'")).toEqual([0]);
    expect((await postWith(hook)).status).toBe(404);
    expect((await postWith(`/api/hooks/${HOOK}`)).status).toBe(404);
    expect(rows('SELECT count(*) FROM sessions')).toEqual([0]);
    expect(rows('SELECT count(*) FROM providers')).toEqual([0]);
    expect((await guest.get('/api/session')).status).toBe(401);
    expect(rows("SELECT value FROM settings WHERE key = 'shared_addresses'")).toEqual([]);
    expect(rows("SELECT value FROM settings WHERE key = 'mentions_reach'")).toEqual(['"home"']);
  });

  function idOf(db: Database.Database, name: string): string {
    return String(db.prepare('SELECT id FROM participants WHERE name = ?').pluck().get(name));
  }
});
