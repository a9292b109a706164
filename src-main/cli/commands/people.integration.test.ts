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

it.each([[], ['--room', 'lobby', '--all-rooms'], ['--role', 'owner']])('ends with 64 for a mistake in usage: %s %s %s', async (...args) => {
  expect(await access('Nora', ...args)).toMatchObject({ code: 64, out: '' });
});
