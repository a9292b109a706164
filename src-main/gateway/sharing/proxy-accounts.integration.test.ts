// A reverse proxy on another computer that names the account of each person: only there, and only after an invite.
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { createBrowser, type Browser } from '../testing/browser.ts';
import { openWay, stateOf } from '../testing/entrance-states.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForEach } from '../testing/shared-home.ts';
import { freePort } from '../domain/programs/free-port.ts';

const HERE = '127.0.0.2';
const PROXY = '127.0.0.9';
const STRANGER = '127.0.0.66';
const ORIGIN = 'https://chat.example.org';
const { host } = new URL(ORIGIN);
const HEADER = 'remote-user';
const UNNAMED = { account: null, name: null };
const home = homeForEach(() => ({ lanAddresses: [HERE] }));

const wayAt = (port: number, more: object = {}): object => ({
  ...{ kind: 'proxy', address: ORIGIN, port, client_header: 'x-forwarded-for', host: HERE, trusted: [PROXY], user_header: 'Remote-User' },
  ...more,
});

async function open(more: object = {}): Promise<string> {
  const port = await freePort();
  const answer = await openWay(home.owner, wayAt(port, more));
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  expect(await stateOf(home, 'proxy')).toMatchObject({ state: 'open' });
  return `http://${HERE}:${port}`;
}

const device = (at: string, login: string, more: Record<string, string> = {}): Browser =>
  createBrowser(ORIGIN, { at, from: PROXY, headers: { 'x-forwarded-for': '203.0.113.7', [HEADER]: login, ...more } });
const invite = async (more: object = {}): Promise<string> => (await home.owner.post('/api/invites', more)).field('code');
const accountOf = async (browser: Browser): Promise<unknown> => (await browser.get('/api/session/account')).json();
const follow = (browser: Browser): Promise<Answer> => browser.post('/api/session/account');

/** The bytes as they are: a client of Node.js cannot write them. */
async function raw(at: string, headers: readonly string[]): Promise<unknown> {
  const { port } = new URL(at);
  const socket = connect({ host: HERE, port: Number(port), localAddress: PROXY });
  const lines = ['GET /api/session/account HTTP/1.1', `Host: ${host}`, ...headers, 'Connection: close'];
  socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return JSON.parse(/\{.*\}/s.exec(text)?.[0] ?? 'null');
}

describe('a person whom the proxy names', () => {
  it('joins with an invite, signs in on further devices after that, and not any more after a sign-out', async () => {
    const at = await open();
    const laptop = device(at, 'sarah');
    expect(await accountOf(laptop)).toEqual({ account: { by: 'proxy', login: 'sarah' }, name: null });
    expect((await follow(laptop)).status).toBe(401);
    const code = await invite();
    expect((await laptop.post('/api/invites/preview', { code })).json()).toMatchObject({
      account: { by: 'proxy', login: 'sarah' },
      name: '',
    });
    await laptop.redeem(code, 'Sarah');
    const phone = device(at, 'sarah');
    expect(await accountOf(phone)).toMatchObject({ name: 'Sarah' });
    expect((await phone.enterByAccount()).field('me.name')).toBe('Sarah');
    const { sessions } = (await phone.get('/api/sessions')).json() as { sessions: SessionInfo[] };
    expect(sessions.map(({ account, entrance }) => [account, entrance])).toEqual([
      [{ by: 'proxy', login: 'sarah' }, 'proxy'],
      [{ by: 'proxy', login: 'sarah' }, 'proxy'],
    ]);
    await phone.delete('/api/session');
    expect(await accountOf(device(at, 'sarah'))).toMatchObject({ name: null });
    expect((await follow(device(at, 'sarah'))).status).toBe(401);
  });

  it('is not followed as an admin, nor after the access has ended', async () => {
    const at = await open();
    await device(at, 'wim').redeem(await invite({ role: 'admin' }), 'Wim');
    expect((await follow(device(at, 'wim'))).status).toBe(401);
    const vera = device(at, 'vera');
    await vera.redeem(await invite(), 'Vera');
    await home.owner.delete(`/api/people/${(await vera.get('/api/session')).field('me.id')}/access`);
    expect((await follow(device(at, 'vera'))).status).toBe(401);
  });

  it('is no one else: not in other letters, not with more after it, not twice, and not by a broken name', async () => {
    const at = await open();
    await device(at, 'tom').redeem(await invite(), 'Tom');
    expect(await accountOf(device(at, 'tom'))).toMatchObject({ name: 'Tom' });
    for (const login of ['Tom', 'tom@evil.example', 'tom2']) expect(await accountOf(device(at, login))).toMatchObject({ name: null });
    for (const headers of [
      ['Remote-User: mallory', 'Remote-User: tom'],
      ['Remote-User: tom', 'Remote-User: tom'],
      ['remote-user: mallory', 'REMOTE-USER: tom'],
      ['Remote-User: mallory, tom'],
      ['Remote-User: tom,'],
      ['Remote-User:'],
      ['Remote_User: tom'],
      ['X-Remote-User: tom'],
      ['Tailscale-User-Login: tom'],
      ['Remote-User: tom\xff'],
      ['Remote-User: tom\xe2\x80\xae'],
      [`Remote-User: ${'t'.repeat(400)}`],
    ])
      expect([headers, await raw(at, headers)]).toEqual([headers, UNNAMED]);
    expect(await raw(at, ['Remote-User: zo\xc3\xab'])).toMatchObject({ account: { login: 'zoë' } });
  });

  it('is not believed at another entrance, from another address, nor with a page of another site', async () => {
    const at = await open();
    await device(at, 'tom').redeem(await invite(), 'Tom');
    const forged = { [HEADER]: 'tom', 'x-forwarded-for': PROXY };
    await home.owner.put('/api/sharing', { addresses: [HERE] });
    const network = `http://${HERE}:${new URL(home.url).port}`;
    for (const url of [home.url, network]) {
      const asked = { from: url === network ? PROXY : undefined, headers: { ...forged, origin: url } };
      expect((await ask(`${url}/api/session/account`, asked as object)).json()).toEqual(UNNAMED);
      expect((await ask(`${url}/api/session/account`, { ...asked, method: 'POST', body: {} } as object)).status).toBe(401);
    }
    for (const from of [STRANGER, HERE, '127.0.0.1'])
      await expect(ask(`${at}/api/session/account`, { from, headers: { host, ...forged } })).rejects.toThrow(/ECONNRESET|hang up/);
    const foreign = { method: 'POST', body: {}, headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
    expect((await device(at, 'tom').send('/api/session/account', foreign)).field('code')).toBe('origin_not_allowed');
  });

  it('is not named where the owner chose no header', async () => {
    const at = await open({ user_header: null });
    expect(await accountOf(device(at, 'sarah', { 'x-forwarded-user': 'sarah', 'tailscale-user-login': 'sarah' }))).toEqual(UNNAMED);
  });
});

describe('the header', () => {
  it.each<[string, object, string]>([
    ['a proxy on this computer', { host: null, trusted: [] }, 'every program on this one could write it'],
    ['an address of this computer', { trusted: [PROXY, HERE] }, 'could name anyone'],
    ['a network that has this computer in it', { trusted: ['127.0.0.0/29'] }, 'could name anyone'],
    ['this computer in the form of IPv6', { trusted: [`::ffff:${HERE}`] }, 'could name anyone'],
    ['a header of clients', { user_header: 'Cookie' }, 'has another meaning'],
    ['the header with the address', { user_header: 'X-Forwarded-For' }, 'has another meaning'],
    ['the header of Tailscale', { user_header: 'Tailscale-User-Login' }, 'has another meaning'],
    ['two names', { user_header: 'Remote-User, X-User' }, 'letters, digits and hyphens'],
    ['a line break', { user_header: 'Remote-User\r\nX' }, 'letters, digits and hyphens'],
    ['nothing', { user_header: '' }, 'letters, digits and hyphens'],
  ])('is refused with %s', async (_what, more, sentence) => {
    const refused = await openWay(home.owner, wayAt(await freePort(), more));
    expect([refused.status, refused.text]).toMatchObject([400, expect.stringContaining(sentence)]);
    expect(await stateOf(home, 'proxy')).toBeUndefined();
  });

  it('is set by the owner on this computer only, and an admin cannot turn such an entrance on again', async () => {
    const admin = await home.guest('Alma', { role: 'admin' });
    const port = await freePort();
    expect((await openWay(admin, wayAt(port))).field('code')).toBe('access_denied');
    const at = await open();
    const far = device(at, 'maya');
    await far.enter(home.gateway.issueOwnerToken());
    expect((await openWay(far, wayAt(port))).field('code')).toBe('access_denied');
    await home.owner.delete('/api/sharing/entrances/proxy');
    expect((await admin.put('/api/sharing/entrances/proxy', {})).field('code')).toBe('access_denied');
    // Without the header it names no one.
    expect((await openWay(admin, wayAt(port, { user_header: null }))).status).toBe(200);
  });
});
