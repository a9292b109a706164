// `lanai sub` against a real home. Its key is no person, so it can only point at public addresses: nothing is ever sent there here.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

const FAR = 'https://1.1.1.1/hook';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

const add = (...more: string[]) => home.run(['sub', 'add', 'Lobby', FAR, '--kind', 'never', ...more]);

it('makes a secret and shows it this once', async () => {
  const made = await add();
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toMatch(/^whsec_[A-Za-z0-9+/]{32}\n$/);
  expect(made.err).toContain('the only time');
  const [asJson] = (await add('--json')).lines();
  expect(asJson).toMatchObject({ room_id: 'lobby', webhook_url: FAR, kinds: ['never'], status: 'active' });
  expect(asJson?.secret).toMatch(/^whsec_/);
});

it('takes a secret from a file, from stdin or as it is, and shows none of them', async () => {
  const file = home.file('secret');
  writeFileSync(file, 'of-a-file\n');
  const ways = [
    await add('--secret-file', file),
    await home.run(['sub', 'add', 'lobby', FAR, '--kind', 'never', '--secret-file', '-'], { input: 'of-stdin\n' }),
    await add('--secret', 'of-the-line'),
  ];
  for (const { code, out, err } of ways) {
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`is sent to ${FAR}`) as string });
    expect(`${out}${err}`).not.toMatch(/of-(a-file|stdin|the-line)/);
  }
  expect((await home.run(['sub', 'list', '--json'])).out).not.toContain('of-');
});

it('lists them with their filters, starts one again and removes it', async () => {
  const room = (await home.run(['rooms', 'create', 'attic', '--public', '--json'])).lines()[0]?.room_id as string;
  for (const name of ['Ada', 'Rune']) await home.run(['send', 'attic', 'here', '--name', name]);
  const idOf = async (name: string): Promise<unknown> =>
    (await home.run(['history', 'attic', '--json'])).lines().find((message) => message.agent_name === name)?.agent_id;
  const filters = ['--only-from', 'Ada', '--not-from', 'Rune', '--no-thinking', '--since-seq', '2'];
  const made = (await home.run(['sub', 'add', '#attic', FAR, ...filters, '--json'])).lines()[0];
  const authors = { only_from_id: await idOf('Ada'), not_from_id: await idOf('Rune') };
  expect(Object.values(authors)).not.toContain(undefined);
  expect(made).toMatchObject({ room_id: room, ...authors, exclude_thinking: true, since_seq: 2 });
  const id = String(made?.subscription_id);

  const listed = await home.run(['sub', 'list', '--room', 'attic']);
  expect(listed.out).toMatch(/^ROOM +ADDRESS +STATUS/);
  expect(listed.out).toMatch(/attic +https:\/\/1\.1\.1\.1\/hook +active +up to 2 +from ada, not from rune, no thoughts/);
  expect((await home.run(['sub', '--json'])).lines().length).toBeGreaterThan(1);
  expect((await home.run(['sub', 'list', '--room', 'attic', '--json'])).lines()).toHaveLength(1);

  expect((await home.run(['sub', 'enable', id, '--json'])).lines()).toEqual([{ subscription_id: id, status: 'active' }]);
  expect((await home.run(['sub', 'remove', id, '--json'])).lines()).toEqual([{ subscription_id: id, deleted: true }]);
  expect(await home.run(['sub', 'list', '--room', 'attic'])).toMatchObject({ code: 0, out: 'You have no webhooks.\n' });
  expect(await home.run(['sub', 'remove', id])).toMatchObject({ code: 1, err: 'You have no such webhook.\n' });
});

it('says why an address is refused', async () => {
  const near = await home.run(['sub', 'add', 'lobby', 'http://127.0.0.1:3000/']);
  expect(near).toMatchObject({ code: 1, out: '' });
  expect(near.err).toContain('on this machine or in a private network. Only the owner can send there');
  expect(await home.run(['sub', 'add', 'lobby', 'example.org'])).toMatchObject({ code: 1 });
});

it.each([
  [['add', 'lobby']],
  [['add', 'lobby', FAR, '--secret', 'a', '--secret-file', 'b']],
  [['add', 'lobby', FAR, '--secret', '']],
  [['add', 'lobby', FAR, '--since-seq', '-1']],
  [['remove']],
  [['frobnicate']],
])('ends with 64 for a mistake in usage: %s', async (args) => {
  expect(await home.run(['sub', ...args])).toMatchObject({ code: 64, out: '' });
});
