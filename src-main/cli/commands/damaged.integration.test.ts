// A home whose database is damaged: its start names the newest backup that is whole, and the command that it names brings the home back.
import Database from 'better-sqlite3';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeEach(async () => {
  home = await startCommandHome();
});
afterEach(() => home.close());

const database = (): string => path.join(home.dataDir, 'lanai.db');
const inFolder = (name: string): string => path.join(home.dataDir, 'backups', name);

/** Leaves the first half of the file. */
function truncate(): void {
  const db = new Database(database());
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const whole = readFileSync(database());
  writeFileSync(database(), whole.subarray(0, whole.length / 2));
}

/** Fills the first page of a table with nonsense. */
function damage(table: string): void {
  const db = new Database(database());
  db.pragma('wal_checkpoint(TRUNCATE)');
  const page = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  const bytes = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const whole = readFileSync(database());
  writeFileSync(database(), whole.fill(0xaa, (page - 1) * bytes, page * bytes));
}

const serve = () => home.run(['serve', '--data-dir', home.dataDir, '--port', '0', '--tcp-port', '0']);

it.each<[string, () => void]>([
  ...['home', 'participants', 'rooms', 'messages', 'settings'].map((table): [string, () => void] => [
    `a damaged page of ${table}`,
    () => damage(table),
  ]),
  ['half of its file', truncate],
])('with %s comes back from the newest good backup', async (_fault, breakIt) => {
  await home.run(['send', 'lobby', 'in the good backup']);
  mkdirSync(path.join(home.dataDir, 'backups'));
  for (const name of ['lanai-20260101-000000.tar', 'lanai-20260102-000000.tar']) {
    expect(await home.run(['backup', inFolder(name)])).toMatchObject({ code: 0 });
    await home.run(['send', 'lobby', `after ${name}`]);
  }
  // The newest one is damaged too.
  const newest = readFileSync(inFolder('lanai-20260102-000000.tar'));
  writeFileSync(inFolder('lanai-20260102-000000.tar'), newest.fill(0xaa, newest.length - 20_000, newest.length - 10_000));
  await home.kill();
  breakIt();
  const { code, err } = await serve();
  expect(code).toBe(65);
  const [, file] = /^.*lanai\.db is damaged and was left as it is\. .*Command: lanai restore "(.*)" --data-dir ".*"\n$/.exec(err) ?? [];
  expect(file).toBe(inFolder('lanai-20260101-000000.tar'));
  const whole = readFileSync(database());
  const restored = await home.run(['restore', String(file), '--json']);
  expect(restored).toMatchObject({ code: 0, err: '' });
  // The damaged one is kept as it is.
  const [{ kept } = {}] = restored.lines();
  expect(readFileSync(path.join(String(kept), 'lanai.db')).equals(whole)).toBe(true);
  await home.restart();
  await expect.poll(async () => (await home.run(['history', 'lobby'])).out, { timeout: 10_000 }).toContain('in the good backup');
});
