// Backups that are made by themselves as the days pass, and backups that come from elsewhere.
import Database from 'better-sqlite3';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADDED_BACKUPS_PATH, type Backup, type Backups } from '../../../../src-shared/maintenance.ts';
import { LOBBY_ID, PORTER_ID } from '../../../../src-shared/ids.ts';
import { backupHands, type BackupHands } from '../../testing/backups.ts';
import { createTestClock, type TestClock } from '../../testing/clock.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import type { Answer } from '../../testing/http-client.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const MORNING = Date.UTC(2026, 10, 21, 8);

let home: TestHome;
let hands: BackupHands;
let clock: TestClock;

beforeEach(async () => {
  clock = createTestClock(MORNING);
  home = await startTestHome({ now: clock.now, after: clock.after });
  hands = backupHands(home);
});
afterEach(() => home.close());

const kinds = ({ backups }: Backups): string[] => backups.map(({ kind }) => kind);
const plan = (every: string, keep: number): Promise<Answer> => home.owner.put('/api/backups/plan', { every, keep });

/** Lets time pass, and waits for what is begun by that. */
async function pass(ms: number): Promise<Backups> {
  clock.pass(ms);
  return hands.settled();
}

describe('Automatic backups', () => {
  it('are not made as long as no one wants them', async () => {
    expect((await pass(3 * DAY_MS)).backups).toEqual([]);
  });

  it('are made once a day, and only the newest are kept; those that were asked for stay', async () => {
    const asked = await hands.backUp();
    await plan('day', 2);
    const newest = async (ms: number): Promise<string> => {
      const { backups, problem } = await pass(ms);
      expect(problem).toBeNull();
      return automatic(backups)[0]?.name ?? '';
    };
    const made = [await newest(HOUR_MS)];
    for (let day = 0; day < 3; day += 1) {
      // Within the day there is no second one.
      expect(await newest(20 * HOUR_MS)).toBe(made.at(-1));
      made.push(await newest(4 * HOUR_MS));
    }
    expect(new Set(made).size).toBe(4);
    const { backups } = await hands.state();
    expect(automatic(backups).map(({ name }) => name)).toEqual(made.slice(-2).reverse());
    expect(backups.map(({ name }) => name)).toContain(asked);
  });

  it('are made once a week where that was chosen, and the first at once', async () => {
    await plan('week', 7);
    expect(kinds(await pass(HOUR_MS + 60_000))).toEqual(['automatic']);
    expect(kinds(await pass(6 * DAY_MS))).toEqual(['automatic']);
    expect(kinds(await pass(DAY_MS))).toEqual(['automatic', 'automatic']);
  });

  it('go on after a time in which the home did not run', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-plan-'));
    const first = await startTestHome({ dataDir, now: clock.now, after: clock.after });
    await first.owner.put('/api/backups/plan', { every: 'day', keep: 3 });
    clock.pass(HOUR_MS + 60_000);
    expect(kinds(await backupHands(first).settled())).toEqual(['automatic']);
    await first.close();
    const later = createTestClock(MORNING + 3 * DAY_MS);
    const second = await startTestHome({ dataDir, now: later.now, after: later.after });
    later.pass(60_000);
    expect(kinds(await backupHands(second).settled())).toEqual(['automatic', 'automatic']);
    await second.close();
    rmSync(dataDir, { recursive: true });
  });
});

it('Automatic backups that fail are said in the settings, and once by Porter to the owner until one succeeds', async () => {
  await home.owner.post('/api/setup', { home_name: 'Lighthouse', owner_name: 'Ada' });
  const direct = (await home.owner.post('/api/directs', { participant_id: PORTER_ID })).field('id');
  const said = async (): Promise<string[]> =>
    (await home.owner.get(`/api/rooms/${direct}/messages`)).text.match(/The automatic backup failed/g) ?? [];
  const place = path.join(home.dataDir, 'backups');
  const block = (): void => (rmSync(place, { recursive: true, force: true }), writeFileSync(place, 'a file in the place of the folder'));
  await plan('day', 3);
  block();
  const { failing, problem } = await pass(HOUR_MS);
  expect(problem).toBeNull();
  expect(failing).toMatchObject({ problem: expect.stringMatching(/backups exists already\.$/) as string });
  await expect.poll(said).toHaveLength(1);
  const again = await pass(HOUR_MS);
  expect(again.failing?.at).toBeGreaterThan(failing?.at ?? Infinity);
  rmSync(place);
  expect(await pass(HOUR_MS)).toMatchObject({ failing: null, backups: [{ kind: 'automatic' }] });
  block();
  await pass(2 * DAY_MS);
  await expect.poll(said).toHaveLength(2);
});

it('An automatic backup of a clock that was ahead makes room for the new one, which stays', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-ahead-'));
  const ahead = createTestClock(MORNING + 30 * DAY_MS);
  const first = await startTestHome({ dataDir, now: ahead.now, after: ahead.after });
  await first.owner.put('/api/backups/plan', { every: 'day', keep: 1 });
  ahead.pass(60_000);
  const early = await backupHands(first).settled();
  await first.close();
  const right = createTestClock(MORNING);
  const second = await startTestHome({ dataDir, now: right.now, after: right.after });
  right.pass(60_000);
  const { backups } = await backupHands(second).settled();
  await second.close();
  rmSync(dataDir, { recursive: true });
  expect(early.backups).toHaveLength(1);
  expect(backups.map(({ facts }) => facts?.made_at)).toEqual([MORNING + 60_000]);
});

describe('A backup from elsewhere', () => {
  const say = (content: string) => home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content });
  const add = (body: Buffer, name = 'from the attic.tar', by = home.owner): Promise<Answer> =>
    by.send(`${ADDED_BACKUPS_PATH}?name=${encodeURIComponent(name)}`, { method: 'POST', body });
  const said = async (): Promise<string> => (await home.owner.get(`/api/rooms/${LOBBY_ID}/messages`)).text;

  /** The backup that was made here, taken away. */
  async function carriedOff(): Promise<Buffer> {
    const name = await hands.backUp();
    const bytes = hands.bytesOf(name);
    await home.owner.delete(`/api/backups/${name}`);
    return bytes;
  }

  it('is among those of the home once it was checked, and is restored like any other', async () => {
    await say('in the attic');
    const bytes = await carriedOff();
    await say('afterwards');
    expect((await add(bytes)).status).toBe(201);
    const { backups, problem } = await hands.settled();
    expect(problem).toBeNull();
    expect(backups).toMatchObject([{ name: 'added-from the attic.tar', kind: 'added', bytes: bytes.length, facts: { messages: 1 } }]);
    expect(leftovers()).toEqual([]);
    await hands.restore('added-from the attic.tar');
    expect(await said()).toContain('in the attic');
    expect(await said()).not.toContain('afterwards');
  });

  it.each([
    ['is no backup', () => Buffer.from('a poem '.repeat(500)), /is not a backup of a home, or it is damaged/],
    ['is empty', () => Buffer.alloc(0), /is not a backup of a home, or it is damaged/],
    ['was cut off', (whole: Buffer) => whole.subarray(0, whole.length - 3_000), /is not a backup of a home, or it is damaged/],
    ['was made by a newer Lanai', newer, /made by a newer Lanai \(it has 9999-later\)/],
    ['is a bare database', () => databaseAfter(() => undefined), /bare database/],
  ])('that %s is refused in words, and nothing of it stays', async (_what, change, words) => {
    const bytes = change(await carriedOff());
    expect((await add(bytes)).status).toBe(201);
    const { backups, problem } = await hands.settled();
    expect(problem).toMatch(words);
    expect(backups).toEqual([]);
    expect(leftovers()).toEqual([]);
  });

  it('is known as one whatever it is called, and takes no other one’s place', async () => {
    const bytes = await carriedOff();
    for (const name of ['lanai-20261121-080000-automatic.tar', '../../lanai.db', '.tar', '../../lanai.db']) {
      expect((await add(bytes, name)).status).toBe(201);
      await hands.settled();
    }
    const { backups } = await hands.state();
    expect(new Set(kinds({ ...(await hands.state()), backups }))).toEqual(new Set(['added']));
    expect(backups.map(({ name }) => name).sort()).toEqual([
      'added-.tar',
      'added-lanai-20261121-080000-automatic.tar',
      'added-lanai.db-2.tar',
      'added-lanai.db.tar',
    ]);
  });

  it('is the owner’s alone to add, one at a time, and has a name', async () => {
    const admin = await home.guest('Ann', { role: 'admin', room_ids: null });
    expect((await add(Buffer.from('x'), 'x.tar', admin)).field('code')).toBe('access_denied');
    expect((await add(Buffer.from('x'), '')).field('code')).toBe('invalid_payload');
    await home.owner.post('/api/backups');
    expect((await add(Buffer.from('x'))).field('code')).toBe('home_busy');
    await hands.settled();
    expect(leftovers()).toEqual([]);
  });
});

function automatic(backups: readonly Backup[]): Backup[] {
  return backups.filter(({ kind }) => kind === 'automatic');
}

/** The files that were received or taken apart, and should be gone. */
function leftovers(): string[] {
  const unfinished = readdirSync(home.dataDir).filter((name) => /^(?:restoring|backing-up)-/.test(name));
  return [...unfinished, ...readdirSync(path.join(home.dataDir, 'files', 'tmp'))];
}

/** As a later Lanai would have written it: its form was changed once more. */
function newer(): Buffer {
  return databaseAfter((db) => db.exec("INSERT INTO kysely_migration VALUES ('9999-later', 'now')"));
}

/** The home's database as a separate file. */
function databaseAfter(change: (db: Database.Database) => unknown): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'lanai-newer-'));
  const file = path.join(folder, 'lanai.db');
  const source = new Database(path.join(home.dataDir, 'lanai.db'), { readonly: true });
  writeFileSync(file, source.serialize());
  source.close();
  const db = new Database(file);
  db.pragma('journal_mode = DELETE');
  change(db);
  db.close();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}
