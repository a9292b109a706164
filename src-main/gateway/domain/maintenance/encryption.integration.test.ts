// Backups that the home encrypts: with a key that it keeps, and not at all without one.
import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { ADDED_BACKUPS_PATH, Backups } from '../../../../src-shared/maintenance.ts';
import { backupHands, type BackupHands } from '../../testing/backups.ts';
import { keyThatOpens } from '../../store/backup/encrypted.ts';
import { createTestClock, type TestClock } from '../../testing/clock.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import type { Answer } from '../../testing/http-client.ts';

const PASSPHRASE = 'the sea in november';
const LATER = 'the sea in december';
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let home: TestHome;
let hands: BackupHands;
let clock: TestClock;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-encrypting-'));
  clock = createTestClock(Date.UTC(2026, 10, 21, 8));
  await start();
});
afterEach(async () => {
  await home.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  home = await startTestHome({ dataDir, now: clock.now, after: clock.after });
  hands = backupHands(home);
}

const encrypt = (passphrase: string | null, by = home.owner): Promise<Answer> => by.put('/api/backups/encryption', { passphrase });
const say = (content: string) => home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content });
const said = async (): Promise<string> => (await home.owner.get(`/api/rooms/${LOBBY_ID}/messages`)).text;
const keyFile = (): string => path.join(dataDir, 'providers.key');
const backupNames = (): string[] => (existsSync(path.join(dataDir, 'backups')) ? readdirSync(path.join(dataDir, 'backups')) : []);

describe('A home with a passphrase for its backups', () => {
  it('encrypts each one, restores it without asking, and encrypts what was there before', async () => {
    expect(Backups.parse((await encrypt(PASSPHRASE)).json()).encryption).toBe('on');
    await say('in the backup');
    const name = await hands.backUp();
    expect(name).toMatch(/^lanai-[\d-]+\.encrypted$/);
    expect(hands.bytesOf(name).includes('SQLite')).toBe(false);
    expect((await hands.state()).backups).toMatchObject([{ name, facts: { messages: 1 }, encrypted: { version: '0.0.0-test' } }]);
    await say('after the backup');
    await hands.restore(name);
    expect(await said()).toContain('in the backup');
    expect(await said()).not.toContain('after the backup');
    const { backups, encryption } = await hands.state();
    expect(encryption).toBe('on');
    expect(backups.map(({ kind, encrypted }) => [kind, encrypted !== null])).toEqual([
      ['before-restore', true],
      ['asked', true],
    ]);
  });

  it('keeps no passphrase, and says none in its audit log', async () => {
    await encrypt(PASSPHRASE);
    const { entries } = (await home.owner.get('/api/audit')).json() as { entries: { kind: string; facts: object }[] };
    expect(entries.find(({ kind }) => kind === 'encrypt_backups')?.facts).toEqual({ has_passphrase: true });
    for (const name of ['providers.key', 'lanai.db', 'lanai.db-wal'])
      expect(readFileSync(path.join(dataDir, name)).includes(PASSPHRASE)).toBe(false);
    expect(home.logged).toEqual([]);
  });

  it.each([
    ['is damaged', "UPDATE settings SET value = 'tru' WHERE key = 'backups_encrypted'"],
    ['was lost', "DELETE FROM settings WHERE key = 'backups_encrypted'"],
  ])('makes none that is plain when the row of the setting %s', async (_how, change) => {
    await encrypt(PASSPHRASE);
    await home.close();
    const db = new Database(path.join(dataDir, 'lanai.db'));
    db.exec(change);
    db.close();
    await start();
    expect((await hands.state()).encryption).toBe('on');
    expect(await hands.backUp()).toMatch(/\.encrypted$/);
    await encrypt(null);
    expect((await hands.state()).encryption).toBe('off');
  });

  it('asks for the earlier passphrase of a backup, and answers a wrong one at once', async () => {
    await encrypt(PASSPHRASE);
    await say('long ago');
    const name = await hands.backUp();
    await encrypt(LATER);
    expect((await hands.state()).backups).toMatchObject([{ facts: null, encrypted: { version: '0.0.0-test' } }]);
    for (const body of [{}, { passphrase: LATER }]) {
      const refused = await home.owner.post(`/api/backups/${name}/restore`, body);
      expect([refused.status, refused.field('code')]).toEqual([422, 'backup_locked']);
    }
    await say('lately');
    await hands.restore(name, PASSPHRASE);
    expect(await said()).toContain('long ago');
    expect(await said()).not.toContain('lately');
  });

  it('keeps the newest automatic ones, encrypted or not', async () => {
    await home.owner.put('/api/backups/plan', { every: 'day', keep: 2 });
    for (const passphrase of [null, PASSPHRASE, LATER, undefined]) {
      if (passphrase !== undefined) await encrypt(passphrase);
      clock.pass(DAY_MS + HOUR_MS);
      expect((await hands.settled()).problem).toBeNull();
    }
    const { backups } = await hands.state();
    expect(backups).toHaveLength(2);
    expect(backups.every(({ facts, encrypted }) => facts !== null && encrypted !== null)).toBe(true);
    expect(backupNames()).toHaveLength(2);
  });

  it('has its key after many starts, and makes plain backups once that is wanted', async () => {
    await encrypt(PASSPHRASE);
    for (let count = 0; count < 2; count += 1) {
      await home.close();
      clock = createTestClock(clock.now() + 40 * DAY_MS);
      await start();
    }
    expect((await hands.state()).encryption).toBe('on');
    expect(Backups.parse((await encrypt(null)).json()).encryption).toBe('off');
    expect(readFileSync(keyFile(), 'utf8')).not.toContain('backups');
    expect(await hands.backUp()).toMatch(/\.tar$/);
  });
});

describe('Without the key', () => {
  it.each([
    ['is damaged', '{"half'],
    ['was emptied', '{}'],
  ])('because its file %s, no backup is made, automatic or not, until the owner acts', async (_what, content) => {
    await encrypt(PASSPHRASE);
    await home.close();
    writeFileSync(keyFile(), content);
    clock = createTestClock(clock.now());
    await start();
    expect((await hands.state()).encryption).toBe('locked');
    await expect(hands.backUp()).rejects.toThrow('The backup failed: The key for encrypted backups cannot be read');
    await home.owner.put('/api/backups/plan', { every: 'day', keep: 2 });
    clock.pass(HOUR_MS + 60_000);
    expect((await hands.settled()).problem).toMatch(/cannot be read on this computer/);
    expect(backupNames()).toEqual([]);
    expect(home.logged.join()).toContain('The backup failed');
    await encrypt(LATER);
    expect(await hands.backUp()).toMatch(/\.encrypted$/);
  });
});

it('A restore without the key for the backup before it leaves nothing unpacked', async () => {
  await encrypt(PASSPHRASE);
  const name = await hands.backUp();
  await home.close();
  writeFileSync(keyFile(), '{}');
  clock = createTestClock(clock.now());
  await start();
  await expect(hands.restore(name, PASSPHRASE)).rejects.toThrow('The restore failed: The key for encrypted backups cannot be read');
  expect(readdirSync(dataDir).filter((each) => each.startsWith('restoring-'))).toEqual([]);
});

it('A backup and a change of the passphrase do not run at the same time', async () => {
  const both = await Promise.all([encrypt(PASSPHRASE), home.owner.post('/api/backups')]);
  await hands.settled();
  expect(both.map((answer) => (answer.status === 200 ? 'done' : answer.field('code'))).sort()).toEqual(['done', 'home_busy']);
});

it('A change of the passphrase that cannot be stored leaves the earlier one', async () => {
  await encrypt(PASSPHRASE);
  const db = new Database(path.join(dataDir, 'lanai.db'));
  db.exec("CREATE TRIGGER full BEFORE INSERT ON settings BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect((await encrypt(LATER)).status).toBe(500);
  db.exec('DROP TRIGGER full');
  db.close();
  const name = await hands.backUp();
  expect(await keyThatOpens(hands.fileOf(name), { passphrase: PASSPHRASE })).not.toBeNull();
});

it('Another home takes the backup without a key, restores it with the passphrase, and does not make plain backups of it then', async () => {
  await encrypt(PASSPHRASE);
  await say('from far away');
  const name = await hands.backUp();
  const other = await startTestHome();
  try {
    const theirs = backupHands(other);
    await other.owner.send(`${ADDED_BACKUPS_PATH}?name=${name}`, { method: 'POST', body: hands.bytesOf(name) });
    const { backups, problem } = await theirs.settled();
    expect(problem).toBeNull();
    expect(backups).toMatchObject([{ name: `added-${name}`, kind: 'added', facts: null }]);
    const wrong = await other.owner.post(`/api/backups/added-${name}/restore`, { passphrase: LATER });
    expect(wrong.field('code')).toBe('backup_locked');
    await theirs.restore(`added-${name}`, PASSPHRASE);
    const gateway = await other.restarted();
    await other.owner.enter(gateway.issueOwnerToken());
    expect((await other.owner.get(`/api/rooms/${LOBBY_ID}/messages`)).text).toContain('from far away');
    expect((await theirs.state()).encryption).toBe('locked');
  } finally {
    await other.close();
  }
});

it('A plain backup of another home does not turn the encryption off: the owner enters a passphrase, or turns it off', async () => {
  const other = await startTestHome();
  const theirs = backupHands(other);
  const bytes = theirs.bytesOf(await theirs.backUp());
  await other.close();
  await encrypt(PASSPHRASE);
  await home.owner.send(`${ADDED_BACKUPS_PATH}?name=other.tar`, { method: 'POST', body: bytes });
  await hands.settled();
  await hands.restore('added-other.tar');
  await home.owner.enter((await home.restarted()).issueOwnerToken());
  expect((await hands.state()).encryption).toBe('locked');
  await expect(hands.backUp()).rejects.toThrow('Enter a passphrase in Settings → Home, or turn the encryption off.');
  await encrypt(null);
  expect(await hands.backUp()).toMatch(/\.tar$/);
});

it('The passphrase is the owner’s to set, and is long enough', async () => {
  const admin = await home.guest('Ann', { role: 'admin', room_ids: null });
  expect((await encrypt(PASSPHRASE, admin)).field('code')).toBe('access_denied');
  expect((await encrypt('eleven char')).field('code')).toBe('invalid_payload');
  expect((await hands.state()).encryption).toBe('off');
});
