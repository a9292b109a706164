import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome, type Ran } from '../testing/home.ts';

let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  home = await startCommandHome();
  admin = { LANAI_KEY: await home.adminKey() };
  await home.run(['send', 'lobby', 'Here', '--name', 'Night Scout']);
});
afterAll(() => home.close());

const wake = (...args: string[]): Promise<Ran> => home.run(['agents', 'wake', ...args], { env: admin });

it('shows how an agent is woken, and sets an address, with its secret once', async () => {
  expect(await wake('Night Scout')).toMatchObject({ code: 0, out: 'Night Scout is not woken when it is called.\n' });
  const set = await wake('night-scout', 'https://93.184.215.14/wake');
  expect(set.out).toMatch(/^whsec_[\w+/=]+\n$/);
  expect(set.err).toContain('only time');
  const [shown] = (await wake('Night Scout', '--json')).lines();
  const start = { kind: 'webhook', webhook_url: 'https://93.184.215.14/wake' };
  expect(shown).toEqual({ id: 'night-scout', start, waking: null });
  expect((await wake('Night Scout', 'https://93.184.215.14/other')).out).toBe(
    'Night Scout is woken by a signed request to https://93.184.215.14/other\n',
  );
  expect((await wake('Night Scout', '--off')).out).toBe('Night Scout is not woken when it is called.\n');
});

it('a mistake is explained, and nothing of this computer is reached', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const here = await wake('Night Scout', `http://127.0.0.1:${port}/`);
  server.close();
  expect([here.code, here.err]).toEqual([1, expect.stringContaining('on this machine or in a private network')]);
  expect((await wake('Nobody')).err).toContain('no such agent');
  expect((await wake('Night Scout', '--try')).err).toContain('First set how the agent is woken.');
  expect((await wake('Night Scout', '--off', '--try')).code).toBe(64);
  expect((await wake('Night Scout', '--secret-file', 'x')).code).toBe(64);
  expect((await home.run(['agents', 'wake', 'Night Scout', 'https://93.184.215.14/wake'])).code).toBe(1);
});
