// An encrypted backup: opened with its passphrase, and refused whole when any part of it is missing, moved or changed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFileSender } from '../../testing/file-sender.ts';
import { startTestHome } from '../../testing/home.ts';
import { keyOfNow, newSalt, type BackupKey } from './backup-key.ts';
import { listBackups, newBackupFile } from './list.ts';
import { makeBackup } from './make.ts';
import { checkBackup, unpack } from './unpack.ts';
import { keyThatOpens } from './encrypted.ts';

const PASSPHRASE = 'Käse und Brot am Meer';
/** Quick to open. A real one has 17. */
const COST = 4;
/** A chunk of 64 KiB with its tag. */
const CHUNK = 64 * 1024 + 16;
const COST_AT = 20;
const LENGTH_AT = 56;

let source: string;
let folder: string;
let key: BackupKey;
let good: Buffer;
let bodyAt: number;

beforeAll(async () => {
  const home = await startTestHome({ dataDir: mkdtempSync(path.join(tmpdir(), 'lanai-encrypted-home-')) });
  source = home.dataDir;
  const files = createFileSender(home);
  await files.post([await files.upload('a picture of the sea')]);
  await home.close();
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-encrypted-'));
  key = keyOfNow(PASSPHRASE, newSalt(), COST);
  good = encrypted(key);
  bodyAt = LENGTH_AT + 4 + good.readUInt32BE(LENGTH_AT);
});
afterEach(() => rmSync(path.join(folder, 'given'), { force: true }));
afterAll(() => {
  rmSync(source, { recursive: true });
  rmSync(folder, { recursive: true });
});

function encrypted(by: BackupKey | null): Buffer {
  const file = path.join(folder, 'given');
  makeBackup({ folder: source, file, isForced: true, version: '0.0.1', now: 1_000, key: by });
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

function given(bytes: Buffer): string {
  const file = path.join(folder, 'given');
  writeFileSync(file, bytes);
  return file;
}

const chunk = (index: number, of = good): Buffer => of.subarray(bodyAt + index * CHUNK, bodyAt + (index + 1) * CHUNK);
const header = (): Buffer => Buffer.from(good.subarray(0, bodyAt));
const after = (index: number): Buffer => good.subarray(bodyAt + index * CHUNK);
const lastIndex = (): number => Math.ceil((good.length - bodyAt) / CHUNK) - 1;

function withNumber(at: number, value: number): Buffer {
  const bytes = Buffer.from(good);
  bytes.writeUInt32BE(value, at);
  return bytes;
}

function flipped(at: number): Buffer {
  const bytes = Buffer.from(good);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

describe('An encrypted backup', () => {
  it('shows nothing of the home but when it was made, by which version, and the id of the home', () => {
    expect(good.includes('a picture of the sea')).toBe(false);
    expect(good.includes('SQLite')).toBe(false);
    expect(Object.keys(JSON.parse(good.toString('utf8', LENGTH_AT + 4, bodyAt)) as object)).toEqual(['home_id', 'made_at', 'version']);
  });

  it('is opened by its passphrase, however its letters are encoded, and by the key that was kept', async () => {
    const file = given(good);
    for (const opener of [{ passphrase: PASSPHRASE.normalize('NFC') }, { passphrase: PASSPHRASE.normalize('NFD') }, { key }]) {
      const { contents, folder: unpacked } = await unpack({ file, folder, ...opener });
      expect(contents).toHaveLength(1);
      rmSync(unpacked, { recursive: true });
    }
  });

  it('is another one each time, with the same passphrase too', () => {
    const again = encrypted(key);
    expect(again.length).toBe(good.length);
    expect(chunk(0, again).equals(chunk(0))).toBe(false);
  });

  it.each([
    ['no passphrase', {}, /Enter the passphrase/],
    ['another passphrase', { passphrase: `${PASSPHRASE} ` }, /does not open this backup/],
    ['an empty passphrase', { passphrase: '' }, /does not open this backup/],
    [
      'a key that was made of the same passphrase for other backups',
      { key: keyOfNow(PASSPHRASE, newSalt(), COST) },
      /Enter the passphrase/,
    ],
  ])('stays closed to %s', async (_what, opener, words) => {
    const file = given(good);
    const refusal = { code: 'backup_locked', message: expect.stringMatching(words) as string };
    await expect(unpack({ file, folder, ...opener })).rejects.toMatchObject(refusal);
    await expect(checkBackup({ file, folder, ...opener })).rejects.toMatchObject(refusal);
    expect(readdirSync(folder)).toEqual(['given']);
  });

  it.each<[string, () => Buffer, string]>([
    ['nothing after its header', () => header(), 'backup_unusable'],
    ['half of its header', () => good.subarray(0, 30), 'backup_unusable'],
    ['a missing end', () => good.subarray(0, -1), 'backup_unusable'],
    ['a missing last chunk', () => good.subarray(0, bodyAt + lastIndex() * CHUNK), 'backup_unusable'],
    ['a missing first chunk', () => Buffer.concat([header(), after(1)]), 'backup_locked'],
    ['a missing chunk in the middle', () => Buffer.concat([header(), chunk(0), after(2)]), 'backup_unusable'],
    ['two chunks that changed places', () => Buffer.concat([header(), chunk(0), chunk(2), chunk(1), after(3)]), 'backup_unusable'],
    ['a chunk twice', () => Buffer.concat([header(), chunk(0), chunk(1), chunk(1), after(2)]), 'backup_unusable'],
    ['a chunk of another backup with the same passphrase', () => mixed(), 'backup_unusable'],
    ['a byte after its end', () => Buffer.concat([good, Buffer.alloc(1)]), 'backup_unusable'],
    ['its last chunk twice', () => Buffer.concat([good, after(lastIndex())]), 'backup_unusable'],
    ['a changed byte in a chunk', () => flipped(bodyAt + CHUNK + 5), 'backup_unusable'],
    [
      'a changed time in its header',
      () => Buffer.from(good.toString('latin1').replace('"made_at":1000', '"made_at":9000'), 'latin1'),
      'backup_locked',
    ],
    ['a changed salt', () => flipped(25), 'backup_locked'],
    ['a changed salt of the file', () => flipped(41), 'backup_locked'],
    ['a cheaper key', () => withNumber(COST_AT, COST - 1), 'backup_locked'],
    ['a key that would take all the memory', () => withNumber(COST_AT, 40), 'backup_unusable'],
    ['a key that costs nothing', () => withNumber(COST_AT, 0), 'backup_unusable'],
    ['a description that is longer than any', () => withNumber(LENGTH_AT, 0xff_ff_ff_ff), 'backup_unusable'],
    ['a form of the future', () => withNumber(16, 2), 'backup_unusable'],
  ])('is refused with %s', async (_what, make, code) => {
    const file = given(make());
    await expect(unpack({ file, folder, passphrase: PASSPHRASE })).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual(['given']);
  });

  it.each<[string, () => Buffer]>([
    ['nothing after its header', () => header()],
    ['less after its header than any chunk has', () => good.subarray(0, bodyAt + 5)],
    ['a description that is longer than the key of the file can depend on', () => withLongFacts()],
  ])('opens with no passphrase with %s', async (_what, make) => {
    await expect(keyThatOpens(given(make()), { passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'backup_unusable' });
  });

  it('stays closed to a kept key of another form', async () => {
    const file = given(good);
    for (const odd of [
      { ...key, salt: newSalt().subarray(1) },
      { ...key, salt: Buffer.alloc(0) },
    ])
      await expect(keyThatOpens(file, { key: odd })).rejects.toMatchObject({ code: 'backup_locked' });
  });

  it('says that it was made by a newer Lanai', async () => {
    await expect(unpack({ file: given(withNumber(16, 2)), folder, passphrase: PASSPHRASE })).rejects.toThrow('encrypted by a newer Lanai');
  });

  it('is a backup in the list: with its time for all, and with its contents for those who have the key', () => {
    const file = newBackupFile(folder, 'automatic', 1_000, true);
    try {
      writeFileSync(file, good);
      const encrypted = { made_at: 1_000, version: '0.0.1' };
      expect(listBackups(folder, null)).toMatchObject([{ name: 'lanai-19700101-000001-automatic.encrypted', facts: null, encrypted }]);
      expect(listBackups(folder, key)).toMatchObject([{ kind: 'automatic', facts: { files: 1 }, encrypted }]);
    } finally {
      rmSync(path.join(folder, 'backups'), { recursive: true });
    }
  });
});

function withLongFacts(): Buffer {
  const facts = JSON.parse(good.toString('utf8', LENGTH_AT + 4, bodyAt)) as object;
  const description = Buffer.from(JSON.stringify({ ...facts, more: 'x'.repeat(1_500) }));
  const fixed = Buffer.from(good.subarray(0, LENGTH_AT + 4));
  fixed.writeUInt32BE(description.length, LENGTH_AT);
  return Buffer.concat([fixed, description, after(0)]);
}

function mixed(): Buffer {
  return Buffer.concat([header(), chunk(0), chunk(1, encrypted(key)), after(2)]);
}

it('A backup that is not encrypted ignores a passphrase, and what fills up its last record', async () => {
  const file = given(Buffer.concat([encrypted(null), Buffer.alloc(5_000)]));
  const { contents, folder: unpacked } = await unpack({ file, folder, passphrase: PASSPHRASE });
  expect(contents).toHaveLength(1);
  rmSync(unpacked, { recursive: true });
});
