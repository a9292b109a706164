import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

const HOUR_MS = 3_600_000;
const A_NUMBER: unknown = expect.any(Number);
let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  home = await startCommandHome();
  admin = { LANAI_KEY: await home.adminKey() };
});
afterAll(() => home.close());

const invite = (...args: string[]) => home.run(['invite', ...args], { env: admin });
const redeem = (code: unknown, name: string): Promise<Response> =>
  fetch(`${home.ready.url}/api/invites/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name }),
  });

it('every option of create is in the invite, and the page suggests the nickname', async () => {
  const before = Date.now();
  const options = ['--nickname', 'Sarah Lee', '--rooms', 'lobby', '--role', 'member', '--expires', '12h', '--uses', '2', '--json'];
  const made = await invite('create', 'sarah', ...options);
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.lines()).toHaveLength(1);
  const [shown = {}] = made.lines();
  expect(shown).toMatchObject({
    ...{ username: 'sarah', code: expect.stringMatching(/^inv_[\w-]{43}$/) as string, expires_at: A_NUMBER, uses: 2 },
    invite: { name: 'sarah', nickname: 'Sarah Lee', role: 'member', room_ids: ['lobby'], max_uses: 2, uses: 0 },
  });
  expect(shown.url).toBe(`${home.ready.url}/join#${String(shown.code)}`);
  expect(Number(shown.expires_at)).toBeGreaterThanOrEqual(before + 12 * HOUR_MS);
  expect(Number(shown.expires_at)).toBeLessThanOrEqual(Date.now() + 12 * HOUR_MS);
  expect((await invite('list')).out).toMatch(/^sarah \(Sarah Lee\) +member +0\/2 /m);
  const headers = { 'content-type': 'application/json' };
  const preview = await fetch(`${home.ready.url}/api/invites/preview`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ code: shown.code }),
  });
  expect(await preview.json()).toMatchObject({ name: 'Sarah Lee', room_names: ['lobby'], single_use: false });
});

it('a guest who joined under another name is found by the name of the invite', async () => {
  const [made = {}] = (await invite('create', 'tom', '--json')).lines();
  expect((await redeem(made.code, 'Thomas')).status).toBe(200);
  const [again = {}] = (await invite('reinvite', 'tom', '--json')).lines();
  expect(again).toMatchObject({ username: 'Thomas', uses: 1, url: `${home.ready.url}/join#${String(again.code)}` });
  const revoked = await invite('revoke', 'tom', '--json');
  expect(revoked.lines()).toMatchObject([{ name: 'Thomas', revoked_at: A_NUMBER }]);
  expect((await redeem(again.code, 'Thomas')).status).toBe(410);
  // The present name of a guest takes precedence over the name of an invite.
  const [other = {}] = (await invite('create', '--json')).lines();
  expect((await redeem(other.code, 'tom')).status).toBe(200);
  expect((await invite('revoke', 'tom')).out).toBe('tom has no access any more, and is signed out everywhere.\n');
});

it('each command prints JSON, one object a line', async () => {
  await invite('create', 'Uma', '--json');
  expect((await invite('extend', 'Uma', '--expires', '2d', '--json')).lines()).toMatchObject([{ name: 'Uma', expires_at: A_NUMBER }]);
  expect((await invite('reinvite', 'Uma', '--json')).lines()).toMatchObject([{ username: 'Uma', code: expect.any(String) as string }]);
  expect((await invite('revoke', 'Uma', '--json')).lines()).toMatchObject([{ name: 'Uma', revoked_at: A_NUMBER }]);
  const listed = (await invite('list', '--json')).lines();
  expect(listed.length).toBeGreaterThan(3);
  expect(JSON.stringify(listed)).not.toContain('inv_');
});

it.each([
  [['--uses', '0']],
  [['--uses', '1001']],
  [['--expires', '0']],
  [['--expires', '30s']],
  [['--expires', '400d']],
  [['--rooms', 'no-such-room']],
  [['--nickname', '']],
  [['--nickname', 'a\nb']],
  [['--nickname', 'x'.repeat(81)]],
])('is refused with a sentence: %j', async (options) => {
  const made = await invite('create', 'Vic', ...options);
  expect(made).toMatchObject({ code: 1, out: '' });
  expect(made.err).toMatch(/^\S.*\.\n$/);
});

it.each([
  [['--uses', 'many']],
  [['--uses', '-1']],
  [['--expires', 'soon']],
  [['--role', 'owner']],
  [['--role', 'Guest']],
  [['--rooms', ',']],
  [['--expires', '2d', '--days', '3']],
  [['--colour', 'red']],
  [['and', 'another']],
])('is a mistake in usage: %j', async (options) => {
  expect(await invite('create', 'Vic', ...options)).toMatchObject({ code: 64, out: '' });
});

it.each(['a\u001b[31mb', 'a\nb', 'x'.repeat(81), '\u202egnp'])(
  'no name with control characters, and none that is too long: %j',
  async (name) => {
    const made = await invite('create', name);
    expect(made).toMatchObject({ code: 1, out: '' });
    expect(made.err).not.toContain('\u001b');
  },
);

it.each(['reinvite', 'extend', 'revoke'])('%s of an unknown name says so, and prints no control character of it', async (command) => {
  const answer = await invite(command, 'no\u001b[31mbody');
  expect(answer).toMatchObject({ code: 1, out: '' });
  expect(answer.err).toMatch(/^There is no /);
  expect(answer.err).not.toContain('\u001b');
  expect((await invite(command)).code).toBe(64);
});

it('an ordinary key may do none of it', async () => {
  for (const args of [['create', 'Zed'], ['list'], ['reinvite', 'tom'], ['extend', 'tom'], ['revoke', 'tom']])
    expect(await home.run(['invite', ...args])).toMatchObject({ code: 1, out: '' });
});
