import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  home = await startCommandHome();
  admin = { LANAI_KEY: await home.adminKey() };
});
afterAll(() => home.close());

const agents = (...args: string[]) => home.run(['agents', ...args], { env: admin });
const post = async (at: string, body: object): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${home.ready.url}/api/agent-invites/${at}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await reply.json()) as Record<string, unknown>;
};

it('an agent is invited with an admin key and with no other, and comes in with the code', async () => {
  expect(await home.run(['agents', 'invite', 'scout'])).toMatchObject({ code: 1, out: '' });
  const made = await agents('invite', 'scout', '--rooms', 'lobby', '--right', 'read,post', '--json');
  expect(made).toMatchObject({ code: 0, err: '' });
  const [printed = {}] = made.lines();
  const { code, url } = printed as { code: string; url: string };
  expect(printed).toMatchObject({ name: 'scout', url: `${home.ready.url}/agent/${code}`, invite: { rights: ['read', 'post'] } });
  expect(printed.text).toContain(`curl -sS ${url}\n`);
  expect(await (await fetch(url)).text()).toContain('# Join "');
  const { key } = await post('redeem', { code });
  const said = await home.run(['send', 'lobby', 'Hello', '--name', 'scout'], { env: { LANAI_KEY: String(key) } });
  expect(said).toMatchObject({ code: 0 });
  expect((await agents()).out).toMatch(/^NAME /);
  expect((await agents('list', '--room', 'lobby')).code).toBe(0);
});

it('an agent that waits is approved or refused, and an open invite is withdrawn, by name', async () => {
  const { code } = (await agents('invite', 'Otto', '--approve', '--json')).lines()[0] as { code: string };
  expect(await agents('approve', 'otto')).toMatchObject({ code: 1, err: 'No agent called "otto" is waiting.\n' });
  const { claim } = await post('redeem', { code });
  expect((await agents('invites')).out).toMatch(/^Otto +waiting .* 127\.0\.0\.1 /m);
  expect((await agents('approve', 'otto')).out).toBe('Otto gets its key.\n');
  expect(await post('key', { claim })).toMatchObject({ state: 'joined' });
  const second = (await agents('invite', 'Pia', '--approve', '--json')).lines()[0] as { code: string };
  const pia = await post('redeem', { code: second.code });
  expect((await agents('refuse', '@Pia')).out).toBe('Pia gets no key.\n');
  expect(await post('key', { claim: pia.claim })).toMatchObject({ code: 'access_denied' });
  const plain = await agents('invite', 'Quinn', '--approve');
  expect(plain.out).toContain('curl -sS http');
  expect(plain.err).toMatch(/shown only now\.\nThen let it in: lanai agents approve /);
  expect((await agents('revoke', 'quinn')).out).toBe('Quinn cannot use its invite any more.\n');
  expect(await agents('revoke', 'Quinn')).toMatchObject({ code: 1, err: 'There is no open invite for "Quinn".\n' });
  expect((await agents('invites', '--json')).lines().map(({ name, state }) => [name, state])).toEqual([
    ...[
      ['Quinn', 'revoked'],
      ['Pia', 'refused'],
      ['Otto', 'joined'],
      ['scout', 'joined'],
    ],
  ]);
});
