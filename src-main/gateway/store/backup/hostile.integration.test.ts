// Files that are no backup, whatever they pretend: each is refused before anything is touched, and nothing is left behind.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupHands } from '../../testing/backups.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { BLOCK, headerOf, paddingOf, parseHeader } from './tar.ts';
import { unpack } from './unpack.ts';

let home: TestHome;
let folder: string;
let good: Buffer;

beforeAll(async () => {
  home = await startTestHome();
  const files = createFileSender(home);
  await files.post([await files.upload('a picture of the sea')]);
  const hands = backupHands(home);
  good = hands.bytesOf(await hands.backUp());
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-hostile-'));
  await home.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Entry = [name: string, content: Buffer];

function entriesOf(tar: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; ;) {
    const entry = parseHeader(tar.subarray(at, at + BLOCK));
    if (!entry) return entries;
    entries.push([entry.name, tar.subarray(at + BLOCK, at + BLOCK + entry.size)]);
    at += BLOCK + entry.size + paddingOf(entry.size);
  }
}

function tarOf(entries: readonly Entry[]): Buffer {
  const parts = entries.flatMap(([name, content]) => [
    headerOf({ name, size: content.length }, 0),
    content,
    Buffer.alloc(paddingOf(content.length)),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The good one with some entries changed; what it says of its database is true again. */
function withDatabase(change: (db: Database.Database) => void): Buffer {
  const file = path.join(folder, 'changed.db');
  writeFileSync(file, entriesOf(good).at(-1)?.[1] ?? '');
  const db = new Database(file);
  db.pragma('journal_mode = DELETE');
  change(db);
  db.close();
  const content = readFileSync(file);
  rmSync(file);
  const said = { database_bytes: content.length, database_sha256: createHash('sha256').update(content).digest('hex') };
  return tarOf(entriesOf(withManifest(said)).map(([name, old]) => [name, name === 'lanai.db' ? content : old]));
}

function withManifest(change: Record<string, unknown>): Buffer {
  return tarOf(
    entriesOf(good).map(([name, content]) =>
      name === 'lanai-backup.json'
        ? [name, Buffer.from(JSON.stringify({ ...JSON.parse(content.toString()), ...change }))]
        : [name, content],
    ),
  );
}

const withEntry = (name: string, content = 'x'): Buffer => {
  const [manifest, ...rest] = entriesOf(good);
  return tarOf([...(manifest ? [manifest] : []), [name, Buffer.from(content)], ...rest]);
};

function flipped(at: number): Buffer {
  const bytes = Buffer.from(good);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}

function asLink(tar: Buffer): Buffer {
  const bytes = Buffer.from(tar);
  const header = headerOf({ name: 'files/' + 'a'.repeat(64), size: 0 }, 0);
  header[156] = '2'.charCodeAt(0);
  header.write('/etc/passwd', 157);
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 0x20 : (header[at] ?? 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
  const first = parseHeader(bytes.subarray(0, BLOCK))?.size ?? 0;
  const cut = BLOCK + first + paddingOf(first);
  return Buffer.concat([bytes.subarray(0, cut), header, bytes.subarray(cut)]);
}

function anotherApps(): Buffer {
  const file = path.join(folder, 'other.db');
  const db = new Database(file);
  db.exec('CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)');
  db.close();
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

const HOSTILE: [string, () => Buffer][] = [
  ['a text', () => Buffer.from('Not a backup at all. '.repeat(100))],
  ['nothing', () => Buffer.alloc(0)],
  ['zeros', () => Buffer.alloc(4 * BLOCK)],
  ['a backup that was cut off in the middle', () => good.subarray(0, Math.floor(good.length / 2))],
  ['a backup without its end', () => good.subarray(0, good.length - BLOCK)],
  ['a backup that continues after its end', () => Buffer.concat([good.subarray(0, good.length - 2 * BLOCK), Buffer.alloc(2 * BLOCK, 1)])],
  ['a backup with a word after its end', () => Buffer.concat([good, Buffer.alloc(100_000), Buffer.from('x')])],
  ['one with a damaged header', () => flipped(10)],
  ['one with a damaged file', () => flipped(good.indexOf('a picture of the sea'))],
  ['one with a damaged database', () => flipped(good.length - 2 * BLOCK - 600)],
  ['a name that climbs out', () => withEntry('../../../tmp/lanai-was-here')],
  ['an absolute name', () => withEntry('/tmp/lanai-was-here')],
  ['a name with a backslash', () => withEntry('files\\..\\..\\x')],
  ['a file that is not what its name says', () => withEntry(`files/${'a'.repeat(64)}`)],
  ['the same file twice', () => withEntry(entriesOf(good)[1]?.[0] ?? '', 'a picture of the sea')],
  ['a link', () => asLink(good)],
  ['a key file', () => withEntry('agent.key', 'lan_stolen')],
  ['no manifest', () => tarOf(entriesOf(good).slice(1))],
  ['no database', () => tarOf(entriesOf(good).slice(0, -1))],
  ['a manifest that is none', () => withManifest({ files: 'many' })],
  ['more than it says', () => withManifest({ files: 0 })],
  ['less than it says', () => withManifest({ files: 2 })],
  ['a form of the future', () => withManifest({ format: 2 })],
  ['another app’s database', anotherApps],
  ['a database of a newer version', () => withDatabase((db) => db.exec("INSERT INTO kysely_migration VALUES ('9999-later', 'now')"))],
  [
    'a database from before the first release',
    () => withDatabase((db) => db.exec("DELETE FROM kysely_migration; INSERT INTO kysely_migration VALUES ('0001-home', 'now')")),
  ],
  ['a database without a home', () => withDatabase((db) => db.exec('PRAGMA foreign_keys = OFF; DELETE FROM home'))],
  [
    'a database that acts automatically',
    () => withDatabase((db) => db.exec('CREATE TRIGGER t AFTER INSERT ON messages BEGIN DELETE FROM keys; END')),
  ],
  ['a database with a view', () => withDatabase((db) => db.exec('ALTER TABLE keys RENAME TO k; CREATE VIEW keys AS SELECT * FROM k'))],
  [
    'a database that computes roles automatically',
    () =>
      withDatabase((db) =>
        db.exec(`ALTER TABLE participants RENAME COLUMN role TO real_role;
          ALTER TABLE participants ADD COLUMN role TEXT GENERATED ALWAYS AS (iif(real_role = 'guest', 'admin', real_role))`),
      ),
  ],
  ['a database that was cut off', () => Buffer.from((entriesOf(good).at(-1)?.[1] ?? Buffer.alloc(0)).subarray(0, 40_000))],
];

describe('A restore refuses', () => {
  it.each(HOSTILE)('%s', async (_name, make) => {
    const file = path.join(folder, 'given.tar');
    writeFileSync(file, make());
    await expect(unpack({ file, folder })).rejects.toMatchObject({ code: 'backup_unusable' });
    expect(readdirSync(folder)).toEqual(['given.tar']);
  });

  it('what only points at a backup', async () => {
    writeFileSync(path.join(folder, 'given.tar'), good);
    const link = path.join(folder, 'link.tar');
    symlinkSync(path.join(folder, 'given.tar'), link);
    await expect(unpack({ file: link, folder })).rejects.toThrow('Nothing was changed.');
    rmSync(link);
    await expect(unpack({ file: folder, folder })).rejects.toThrow('Nothing was changed.');
  });

  it('nothing that is one: as a tar, and as the bare database of before', async () => {
    for (const bytes of [good, Buffer.from(entriesOf(good).at(-1)?.[1] ?? '')]) {
      writeFileSync(path.join(folder, 'given.tar'), bytes);
      const unpacked = await unpack({ file: path.join(folder, 'given.tar'), folder });
      expect(unpacked.rooms).toBeGreaterThan(0);
      rmSync(unpacked.folder, { recursive: true });
    }
  });
});
