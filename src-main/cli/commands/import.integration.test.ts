// `lanai import` as a process against a real home.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { slackExport } from '../../gateway/testing/imports/slack-export.ts';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
let admin: { LANAI_KEY: string };
let folder: string;
let file: string;
beforeAll(async () => {
  home = await startCommandHome();
  admin = { LANAI_KEY: await home.adminKey() };
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-import-'));
  file = path.join(folder, 'export.zip');
  writeFileSync(file, slackExport());
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await home.close();
});

const imported = (...args: string[]) => home.run(['import', ...args], { env: admin });

it('says what would come along, and writes nothing, with --dry-run', async () => {
  const { code, out } = await imported(file, '--dry-run');
  expect([code, out]).toEqual([0, expect.stringMatching(/^8 messages \(2 replies, 2 reactions, 1 files\) in 3 rooms, by 3 people\./)]);
  expect(out).toMatch(/plans \(private\): 1\n/);
  expect(out).toMatch(/1 files that are not in the archive/);
  expect((await home.run(['rooms', '--json'])).out).not.toContain('general');
});

it('imports, and the second time changes nothing', async () => {
  const wrong = await imported(file, '--person', 'Zoe=Ada');
  expect(wrong).toMatchObject({ code: 64, err: expect.stringMatching(/no person Zoe in that archive/) });
  expect(await imported(file, '--room-prefix', 'old-')).toMatchObject({
    code: 0,
    out: 'Imported 8 messages and 1 files: 3 new rooms, 3 new people.\n',
  });
  expect((await home.run(['history', 'old-general'])).out).toContain('In the thread');
  const again = await imported(file, '--room-prefix', 'old-', '--json');
  expect(again.lines()).toEqual([{ rooms: 0, people: 0, messages: 0, files: 0, known: 8 }]);
});

it('says why an archive cannot be imported', async () => {
  const other = path.join(folder, 'other.zip');
  writeFileSync(other, 'PK\x03\x04 and nothing else');
  expect(await imported(other)).toMatchObject({ code: 1, err: expect.stringMatching(/damaged or was cut short/) });
  expect(await imported(path.join(folder, 'none.zip'))).toMatchObject({
    code: 64,
    err: expect.stringMatching(/There is no file/),
  });
  expect(await imported(file, '--as', 'nothing')).toMatchObject({ code: 64 });
});
