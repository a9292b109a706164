// Exports of a home that runs, and of one that does not.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMount, mounted } from '../../gateway/testing/mounts.ts';
import { unzipped } from '../../gateway/testing/zip.ts';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

/** It takes seconds to read. Without data it takes no space. */
const ENDLESS_BYTES = 8 * 1024 ** 3;
const COMMAND = path.resolve(import.meta.dirname, '../../../dist/cli/lanai.cjs');
const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
  await home.run(['send', 'lobby', 'hello from the export']);
});
afterAll(() => home.close());

const left = (): string[] => readdirSync(home.dataDir).filter((name) => name.startsWith('exporting-'));
const records = (bytes: Buffer): string => String(unzipped(bytes).get('export.jsonl'));

describe('lanai export', () => {
  it('writes a room as a zip that only this account can read, and keeps what is there', async () => {
    const file = home.file('room.zip');
    const ran = await home.run(['export', '#Lobby', '--out', file, '--json']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.lines()).toMatchObject([{ file, format: 'jsonl', rooms: 1, missing: 0, encrypted_rooms: 0 }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(records(readFileSync(file))).toContain('hello from the export');
    expect(await home.run(['export', 'lobby', '--out', file])).toMatchObject({ code: 1, err: matching(/exists already.*--force/) });
    expect((await home.run(['export', 'lobby', '--out', file, '--force'])).out).toMatch(/^\d+ messages of 1 rooms and 0 files are in /);
  });

  it('writes the whole home into a new folder, also while no home runs', async () => {
    await home.kill();
    expect(await home.run(['export', '--out', home.file('all')])).toMatchObject({ code: 0 });
    expect(readFileSync(home.file('all/export.jsonl'), 'utf8')).toMatch(/"scope":"home"[^]*hello from the export[^]*"type":"end"/);
    expect(await home.run(['export', '--out', home.file('all'), '--force'])).toMatchObject({ code: 1, err: matching(/exists already/) });
    await home.restart();
  });

  it('writes to a pipe', () => {
    const env = { PATH: process.env.PATH, LANAI_HOME: home.dataDir };
    const bytes = execFileSync(process.execPath, [COMMAND, 'export', 'lobby', '--out', '-'], { env });
    expect(records(bytes)).toContain('hello from the export');
  });

  it.each([
    ['a room that is not there', ['nowhere', '--out', 'x.zip'], /There is no room "nowhere"/],
    ['a folder that is not there', ['lobby', '--out', 'no/x.zip'], /does not exist/],
    ['a format that is not there', ['lobby', '--out', 'x.zip', '--format', 'pdf'], /Allowed choices are/],
    ['no place', ['lobby'], /--out/],
    ['a folder without a home', ['lobby', '--out', 'x.zip', '--data-dir', 'empty'], /There is no home/],
  ])('explains in a sentence that it was given %s, and leaves nothing', async (_what, args, words) => {
    mkdirSync(home.file('empty'), { recursive: true });
    const placed = args.map((each) => (/\.zip$|^empty$/.test(each) ? home.file(each) : each));
    const ran = await home.run(['export', ...placed]);
    expect(ran.code).not.toBe(0);
    expect(ran.err).toMatch(words);
    expect(existsSync(home.file('x.zip'))).toBe(false);
    expect(left()).toEqual([]);
  });

  it.skipIf(!canMount)('says that the disk is full, and leaves nothing on it', async () => {
    const noise = randomBytes(300_000).toString('base64');
    for (let at = 0; at < noise.length; at += 20_000) await home.run(['send', 'lobby', noise.slice(at, at + 20_000)]);
    const disk = home.file('disk');
    mkdirSync(disk);
    const [program = '', ...wrapper] = mounted('tiny', disk);
    const list = 'LANAI_HOME="$1" "$2" "$3" export --out "$4/$5"; echo "code $?"; ls -A "$4"';
    for (const name of ['all.zip', 'folder']) {
      const args = [...wrapper, 'sh', '-c', list, 'sh', home.dataDir, process.execPath, COMMAND, disk, name];
      const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
      expect(stderr).toBe('The disk is full. There is no export, and nothing was left behind.\n');
      expect(stdout).toBe('code 1\n');
    }
  });

  it.each(['cancelled.zip', 'cancelled'])('leaves nothing when it is cancelled: %s', async (name) => {
    truncateSync(await contentOfFile(), ENDLESS_BYTES);
    const running = home.start(['export', '--out', home.file(name)]);
    await expect.poll(left).toHaveLength(1);
    expect(await running.stop('SIGINT')).toMatchObject({ code: 130, err: 'The export was cancelled. Nothing was left behind.\n' });
    expect(left()).toEqual([]);
    expect(existsSync(home.file(name))).toBe(false);
  });
});

/** The place of the content of a file that was sent. */
async function contentOfFile(): Promise<string> {
  const key = readFileSync(home.file('agent.key'), 'utf8').trim();
  const headers = { authorization: `Bearer ${key}`, 'lanai-agent': 'cli', 'content-type': 'application/json' };
  const post = async (to: string, body: string): Promise<Record<string, string>> =>
    (await (await fetch(`${home.ready.url}/api/rooms/lobby/${to}`, { method: 'POST', headers, body })).json()) as Record<string, string>;
  const { id, sha256 = '' } = await post('files?name=long.bin', 'a long file');
  await post('messages', JSON.stringify({ content: '', file_ids: [id] }));
  return home.file(path.join('files', sha256.slice(0, 2), sha256.slice(2)));
}
