// A backup in the place of a home that is damaged, or that encrypts its backups.
import Database from 'better-sqlite3';
import type fs from 'node:fs';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createFileSender } from '../../testing/file-sender.ts';
import { startTestHome } from '../../testing/home.ts';
import { settingRow } from '../settings.ts';
import { encryptsBackups, makeBackup } from './make.ts';
import { swap } from './swap.ts';
import { unpack } from './unpack.ts';

const disk = vi.hoisted(() => ({ hasLinks: true }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const linkSync = (from: string, to: string): void => {
    if (!disk.hasLinks) throw Object.assign(new Error('no links'), { code: 'EPERM' });
    real.linkSync(from, to);
  };
  return { ...real, linkSync };
});

let all: string;
let source: string;
let backup: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  all = mkdtempSync(path.join(tmpdir(), 'lanai-swap-'));
  source = path.join(all, 'source');
  const home = await startTestHome({ dataDir: source });
  const files = createFileSender(home);
  await files.post([await files.upload('a picture of the sea')]);
  await home.close();
  backup = path.join(all, 'plain.tar');
  makeBackup({ folder: source, file: backup, isForced: false, version: '0.0.1', now: 1_000 });
});
beforeEach(() => {
  folder = path.join(all, `home-${(count += 1)}`);
  cpSync(source, folder, { recursive: true });
});
afterEach(() => (disk.hasLinks = true));
afterAll(() => rmSync(all, { recursive: true }));

const database = (): string => path.join(folder, 'lanai.db');
const asides = (): string[] => readdirSync(folder).filter((name) => name.startsWith('before-restore-'));

function change(work: (db: Database.Database) => void): void {
  const db = new Database(database());
  try {
    db.pragma('foreign_keys = OFF');
    work(db);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

function encryptLater(): void {
  change((db) =>
    db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (@key, @value)').run(settingRow('backups_encrypted', true)),
  );
}

/** Fills the first page of a table with nonsense. */
function damage(table: string): void {
  let at = 0;
  let bytes = 0;
  change((db) => {
    bytes = Number(db.pragma('page_size', { simple: true }));
    at = (Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table)) - 1) * bytes;
  });
  writeFileSync(database(), readFileSync(database()).fill(0xaa, at, at + bytes));
}

const restore = async (isBackedUp = true) => swap(folder, await unpack({ file: backup, folder }), isBackedUp);

it.each<[string, () => void]>([
  ['another home that encrypts them', () => (encryptLater(), change((db) => db.exec("UPDATE home SET id = 'another'")))],
  ['the home, which encrypts them,', encryptLater],
  ['a home with a damaged table of settings, which encrypts them,', () => (encryptLater(), damage('settings'))],
  ['a home with a damaged table of messages, which encrypts them,', () => (encryptLater(), damage('messages'))],
  ['an emptied database', () => writeFileSync(database(), '')],
  ['a file that is no database', () => writeFileSync(database(), 'nonsense'.repeat(1_000))],
])('Backups are encrypted after a plain backup took the place of %s', async (_what, prepare) => {
  prepare();
  await restore(false);
  expect(encryptsBackups(folder)).toBe(true);
});

it.each<[string, () => void]>([
  ['the home', () => undefined],
  ['another home', () => change((db) => db.exec("UPDATE home SET id = 'another'"))],
  ['a home with a damaged table of people', () => damage('participants')],
  ['nothing', () => rmSync(database())],
])('Backups stay plain after a plain backup took the place of %s', async (_what, prepare) => {
  prepare();
  await restore(false);
  expect(encryptsBackups(folder)).toBe(false);
});

it.each(['participants', 'rooms', 'settings', 'home'])('A home without its table %s is replaced, and kept', async (table) => {
  change((db) => db.exec(`DROP TABLE ${table}`));
  const before = readFileSync(database());
  const { kept } = await restore(false);
  expect(readFileSync(path.join(String(kept), 'lanai.db')).equals(before)).toBe(true);
  expect(existsSync(path.join(String(kept), 'files'))).toBe(true);
});

it('A home that turns out to be damaged is kept, also when there is a backup of it', async () => {
  change((db) => db.exec('DROP TABLE participants'));
  const { kept } = await restore(true);
  expect(asides()).toEqual([path.basename(String(kept))]);
});

it('A damaged home is replaced on a disk without links', async () => {
  damage('home');
  const before = readFileSync(database());
  disk.hasLinks = false;
  const { kept } = await restore(false);
  expect(readFileSync(path.join(String(kept), 'lanai.db')).equals(before)).toBe(true);
});

it('A damaged home has its files and its log again when the restore fails', async () => {
  damage('home');
  writeFileSync(`${database()}-wal`, 'a log');
  const before = readFileSync(database());
  const files = readdirSync(path.join(folder, 'files'), { recursive: true });
  const unpacked = await unpack({ file: backup, folder });
  expect(() => swap(folder, { ...unpacked, contents: [...unpacked.contents, 'f'.repeat(64)] }, false)).toThrow('ENOENT');
  expect(readFileSync(database()).equals(before)).toBe(true);
  expect(existsSync(`${database()}-wal`)).toBe(true);
  expect(readdirSync(path.join(folder, 'files'), { recursive: true })).toEqual(files);
  expect(asides()).toEqual([]);
});

it('A failure after the swap names the place of the damaged home', async () => {
  damage('home');
  // The note about the restore cannot be written.
  cpSync(path.join(folder, 'files'), path.join(folder, 'restored.json.new'), { recursive: true });
  await expect(restore(false)).rejects.toThrow(/before-restore-[\w-]+\.$/);
  expect(asides()).toHaveLength(1);
});
