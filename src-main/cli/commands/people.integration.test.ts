import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  home = await startCommandHome();
  admin = { LANAI_KEY: await home.adminKey() };
});
afterAll(() => home.close());

const access = (...args: string[]) => home.run(['people', 'access', ...args], { env: admin });

it('people are listed, and their role and rooms are changed with an admin key, and with no other', async () => {
  expect(await home.run(['people'])).toMatchObject({ code: 1, out: '' });
  const made = await home.run(['invite', 'create', 'Nora', '--room', 'lobby', '--json'], { env: admin });
  const { code } = made.lines()[0] as { code: string };
  const body = JSON.stringify({ code, name: 'Nora' });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${home.ready.url}/api/invites/redeem`, { method: 'POST', headers, body })).ok).toBe(true);
  expect((await home.run(['people'], { env: admin })).out).toMatch(/^Nora +guest +some rooms /m);
  expect((await access('nora', '--role', 'member', '--all-rooms')).out).toBe('Nora is a member, with access to every public room.\n');
  expect((await access('@Nora', '--room', 'lobby')).out).toBe('Nora is a member, with access to some rooms.\n');
  expect(await access('Zed', '--role', 'member')).toMatchObject({ code: 1, err: 'There is no person called "Zed" here.\n' });
});

it('the devices of a person are listed, and one is signed out, with an admin key and with no other', async () => {
  const devices = await home.run(['people', 'devices', 'Nora', '--json'], { env: admin });
  expect(devices.lines()).toMatchObject([{ browser: null, entrance: 'computer', is_current: false }]);
  const [{ id } = { id: '' }] = devices.lines() as { id: string }[];
  expect(await home.run(['people', 'devices', 'Nora'])).toMatchObject({ code: 1, out: '' });
  expect(await home.run(['people', 'sign-out', id])).toMatchObject({ code: 1, out: '' });
  expect((await home.run(['people', 'sign-out', id], { env: admin })).out).toBe('The device is signed out.\n');
  expect((await home.run(['people', 'devices', 'nora'], { env: admin })).out).toBe('Not signed in anywhere.\n');
});

it('the note about a person is written from a file and read, with an admin key and with no other', async () => {
  const note = (...args: string[]) => home.run(['people', 'note', ...args], { env: admin });
  expect(await note('Nora')).toMatchObject({ code: 0, out: '\n' });
  writeFileSync(home.file('note.md'), 'Likes **tea**');
  expect((await note('nora', '--set', home.file('note.md'))).out).toBe('Written as version 1.\n');
  expect((await note('Nora')).out).toBe('Likes **tea**\n');
  writeFileSync(home.file('note.md'), 'Likes coffee');
  expect(await note('Nora', '--set', home.file('note.md'), '--expected', '0')).toMatchObject({ code: 1, out: '' });
  expect(await note('Nora', '--set', home.file('none.md'))).toMatchObject({ code: 1, out: '' });
  expect(await note('Nora', '--expected', '1')).toMatchObject({ code: 64 });
  expect(await home.run(['people', 'note', 'Nora'])).toMatchObject({ code: 1, out: '' });
});

it('a person is invited again and shut out by name, and an open invite is withdrawn by its name', async () => {
  const invite = (...args: string[]) => home.run(['invite', ...args], { env: admin });
  const again = await invite('reinvite', '@nora', '--json');
  expect(again).toMatchObject({ code: 0, err: '' });
  const [made] = again.lines();
  expect(made).toMatchObject({ username: 'Nora', uses: 1, url: `${home.ready.url}/join#${String(made?.code)}` });
  expect(made?.expires_at).toBeGreaterThan(Date.now());
  const [{ id } = { id: '' }] = (await invite('list', '--json')).lines().slice(-1) as { id: string }[];
  expect((await invite('revoke', id)).out).toBe('The invite cannot be used any more.\n');
  expect((await invite('reinvite', 'Nora')).code).toBe(0);
  expect((await invite('revoke', 'Nora')).out).toBe('Nora has no access any more, and is signed out everywhere.\n');
  expect((await invite('list', '--json')).lines().at(-1)).toMatchObject({ name: 'Nora', revoked_at: expect.any(Number) as number });
  expect(await invite('revoke', 'Nora')).toMatchObject({ code: 1, err: 'There is no open invite and no person called "Nora".\n' });
  expect(await invite('reinvite', 'Zed')).toMatchObject({ code: 1, err: 'There is no person called "Zed" here.\n' });
});

it('an open invite is extended by its name, and only that', async () => {
  const invite = (...args: string[]) => home.run(['invite', ...args], { env: admin });
  expect((await invite('create', 'Otto', '--rooms', 'lobby', '--expires', '1h', '--uses', '3')).code).toBe(0);
  const extended = await invite('extend', 'otto', '--expires', '12h', '--uses', '2', '--all-rooms', '--json');
  expect(extended).toMatchObject({ code: 0, err: '' });
  expect(extended.lines()).toMatchObject([{ name: 'Otto', max_uses: 2, room_ids: null }]);
  const [renewed] = (await invite('reinvite', 'Otto', '--json')).lines();
  expect(renewed).toMatchObject({ username: 'Otto', uses: 2, url: `${home.ready.url}/join#${String(renewed?.code)}` });
  expect((await invite('extend', 'Otto')).out).toMatch(/^Otto can use it until /);
  expect(await invite('extend', 'Nobody')).toMatchObject({ code: 1, err: 'There is no open invite for "Nobody".\n' });
  expect((await invite('extend', 'Otto', '--expires', 'soon')).code).toBe(64);
});

it.each([[], ['--room', 'lobby', '--all-rooms'], ['--role', 'owner']])('ends with 64 for a mistake in usage: %s %s %s', async (...args) => {
  expect(await access('Nora', ...args)).toMatchObject({ code: 64, out: '' });
});
