// A sealed room with the real command and a real home, which can read none of it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from './testing/home.ts';

const KEY = ['--room-key', 'correct horse battery staple'];
const NO_KEY = '"vault" takes sealed messages only: give its key with --room-key or LANAI_ROOM_KEY.\n';

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

it('leaves nothing that can be read in the home', () => {
  const files = readdirSync(home.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const bytes = Buffer.concat(files.map((each) => readFileSync(path.join(each.parentPath, each.name))));
  expect(bytes.includes('clw1:')).toBe(true);
  for (const words of ['the heron', 'in the clear', 'battery staple']) expect(bytes.includes(words), words).toBe(false);
});
