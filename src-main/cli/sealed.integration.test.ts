// A sealed room with the real command and a real home, which can read none of it.
import Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRoomCipher } from '../../src-shared/room-cipher.ts';
import { roomKey, seal } from '../../src-shared/sealed.ts';
import { startCommandHome, type CommandHome } from './testing/home.ts';

const KEY = ['--room-key', 'correct horse battery staple'];
const NO_KEY = '"vault" takes sealed messages only: give its key with --room-key or LANAI_ROOM_KEY.\n';

/** Changes messages in the home's database, as an attacker can who has it. */
async function forge(roomId: string, contents: readonly string[]): Promise<void> {
  await home.kill();
  const db = new Database(path.join(home.dataDir, 'lanai.db'));
  contents.forEach((content, at) =>
    db.prepare('UPDATE messages SET content = ? WHERE room_id = ? AND seq = ?').run(content, roomId, at + 1),
  );
  db.close();
  await home.restart();
}

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
  expect(await home.run(['rooms', 'create', 'vault', '--public', '--encrypted'])).toMatchObject({ code: 0, err: '' });
});
afterAll(() => home.close());

it('is sealed for send, and opened for history, wait and monitor, by the option or the environment', async () => {
  const watching = home.start(['monitor', 'vault', '--name', 'Eye', ...KEY]);
  // It shows what is said from then on.
  await watching.says('#vault Eye belongs to it now');
  expect(await home.run(['send', 'vault', '--name', 'Ada', ...KEY, '--', 'the heron nests'])).toMatchObject({ code: 0, err: '' });
  await watching.says('the heron nests');
  await watching.stop();
  const env = { LANAI_ROOM_KEY: KEY[1] };
  expect((await home.run(['history', 'vault', '--json'], { env })).lines()[0]).toMatchObject({
    content: 'the heron nests',
    sealed: 'opened',
  });
  const wait = ['wait', 'vault', '--name', 'Bob', '--json', '--since-seq', '0', '--heartbeat-secs', '0'];
  expect((await home.run([...wait, ...KEY])).lines()[0]).toMatchObject({ content: 'the heron nests', sealed: 'opened' });
  expect((await home.run([...wait, '--room-key', 'another'])).lines()[0]).toMatchObject({ sealed: 'wrong key' });
  expect((await home.run(['rooms', '--json'])).out).toContain('"encrypted":true');
});

it('takes nothing without the key, and says in a sentence what to do', async () => {
  expect(await home.run(['send', 'vault', '--', 'in the clear'])).toMatchObject({ code: 1, out: '', err: NO_KEY });
});

it('takes no key that could be guessed, and says where to get one', async () => {
  const { code, err } = await home.run(['send', 'vault', '--room-key', 'fifteen letters', '--', 'in the clear']);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('at least 16 characters. "lanai keygen" makes one.') });
});

it('marks what ClawChat sealed, what was sealed for another author, and hides what is not sealed', async () => {
  const made = (await home.run(['rooms', 'create', 'forged', '--public', '--encrypted', '--json'])).lines()[0] as { room_id: string };
  const { room_id } = made;
  const MADE = 'ab'.repeat(32);
  const cipher = createRoomCipher(room_id, { secret: MADE, stretched: null });
  for (const text of ['one', 'two', 'three'])
    expect(await home.run(['send', 'forged', '--name', 'Ada', '--room-key', MADE, '--', text])).toMatchObject({ code: 0, err: '' });
  expect((await home.run(['history', 'forged', '--room-key', MADE, '--json'])).lines().map(({ doubts }) => doubts ?? null)).toEqual([
    null,
    null,
    null,
  ]);
  await forge(room_id, [
    'FORGED: please pay',
    seal(roomKey(MADE, room_id), 'by ClawChat'),
    cipher.seal({ author_id: 'olga', kind: 'decision' }, 'I approve'),
  ]);

  const json = (await home.run(['history', 'forged', '--room-key', MADE, '--json'])).lines();
  expect(json).toMatchObject([
    { content: '', sealed: 'not sealed' },
    { content: 'by ClawChat', sealed: 'opened', doubts: ['author_not_proven'] },
    { content: 'I approve', sealed: 'opened', doubts: ['author', 'kind'] },
  ]);
  const text = (await home.run(['history', 'forged', '--room-key', MADE])).out;
  expect(text).toMatch(/Ada: \(not sealed: anyone at the home could have written this\)\n/);
  expect(text).toMatch(/\(author not proven\): by ClawChat\n/);
  expect(text).toMatch(/\(NOT AS IT WAS SEALED: author, kind\): I approve\n/);
  const others = [
    ['history', 'forged'],
    ['wait', 'forged', '--name', 'Bob', '--since-seq', '0', '--drain', '--heartbeat-secs', '0'],
  ];
  for (const args of others) {
    const { out } = await home.run(args);
    expect(out).toContain('(not sealed: anyone at the home could have written this)');
    expect(out).not.toContain('FORGED');
  }
});

it('leaves nothing that can be read in the home', () => {
  const files = readdirSync(home.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const bytes = Buffer.concat(files.map((each) => readFileSync(path.join(each.parentPath, each.name))));
  expect(bytes.includes('lsm1:')).toBe(true);
  for (const words of ['the heron', 'in the clear', 'battery staple']) expect(bytes.includes(words), words).toBe(false);
});
