// The page of a room, each command as a process against a real home.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('a page is written from a file and from stdin, read, listed and restored', async () => {
  await home.run(['rooms', 'create', 'shed', '--public']);
  expect(await home.run(['page', 'shed'])).toMatchObject({ code: 0, out: '', err: 'That room has no page yet.\n' });
  const file = home.file('plan.md');
  writeFileSync(file, '# Plan\n- paint\n');
  expect(await home.run(['page', 'shed', '--set', file, '--name', 'Ada'])).toMatchObject({
    code: 0,
    out: 'The page has version 1 now.\n',
  });
  expect(
    await home.run(['page', 'shed', '--set', '-', '--expected', '1', '--name', 'Bob'], { input: '# Plan\n- paint it green\n' }),
  ).toMatchObject({
    code: 0,
    out: 'The page has version 2 now.\n',
  });
  expect(await home.run(['page', 'shed'])).toMatchObject({ code: 0, out: '# Plan\n- paint it green\n' });
  expect((await home.run(['page', 'shed', '--show', '1', '--json'])).lines()).toMatchObject([{ version: 1, content: '# Plan\n- paint\n' }]);
  const { out } = await home.run(['page', 'shed', '--versions']);
  expect(out).toMatch(/VERSION +BY +WRITTEN +BYTES\n2 +Bob .*\n1 +Ada /);
  expect(await home.run(['page', 'shed', '--restore', '1', '--name', 'Ada'])).toMatchObject({
    code: 0,
    out: 'The page has version 3 now.\n',
  });
  expect((await home.run(['page', 'shed', '--json'])).lines()).toMatchObject([{ version: 3, content: '# Plan\n- paint\n' }]);
});

it('a page that was written meanwhile is not overwritten, and a wrong use is said', async () => {
  const stale = await home.run(['page', 'shed', '--set', '-', '--expected', '1', '--json'], { input: 'mine' });
  expect(stale).toMatchObject({ code: 1, err: expect.stringContaining('version 3') });
  expect((await home.run(['page', 'shed', '--json'])).lines()).toMatchObject([{ version: 3 }]);
  expect(await home.run(['page', 'shed', '--show', '9'])).toMatchObject({ code: 1 });
  expect(await home.run(['page', 'shed', '--set', home.file('none.md')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('none.md'),
  });
  expect(await home.run(['page', 'shed', '--set', '-', '--versions'], { input: 'x' })).toMatchObject({ code: 64 });
  expect(await home.run(['page', 'shed', '--expected', '1'])).toMatchObject({ code: 64 });
});

it('the page of a sealed room is sealed by the command', async () => {
  const secret = (await home.run(['keygen'])).out.trim();
  await home.run(['rooms', 'create', 'vault', '--encrypted', '--public']);
  const text = 'The code is 4711.';
  expect(await home.run(['page', 'vault', '--set', '-'], { input: text })).toMatchObject({
    code: 1,
    err: expect.stringContaining('--room-key'),
  });
  expect(await home.run(['page', 'vault', '--set', '-', '--room-key', secret], { input: text })).toMatchObject({ code: 0 });
  expect(await home.run(['page', 'vault', '--room-key', secret])).toMatchObject({ code: 0, out: `${text}\n`, err: '' });
  expect((await home.run(['page', 'vault', '--json'])).lines()).toMatchObject([
    { sealed: 'no key', content: expect.stringMatching(/^lsm1:/) },
  ]);
  await home.run(['page', 'vault', '--set', '-', '--room-key', secret], { input: 'another' });
  expect(await home.run(['page', 'vault', '--restore', '1', '--room-key', secret])).toMatchObject({
    code: 0,
    out: 'The page has version 3 now.\n',
  });
  expect((await home.run(['page', 'vault', '--room-key', secret, '--json'])).lines()).toMatchObject([
    { version: 3, content: text, sealed: 'opened' },
  ]);
});
