// A reverse proxy on another computer: it alone may connect, and its headers are believed at its own entrance.
import { describe, expect, it } from 'vitest';
import { createBrowser, type Browser } from '../testing/browser.ts';
import { openWay, stateOf } from '../testing/entrance-states.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { homeForEach } from '../testing/shared-home.ts';
import { freePort } from '../domain/programs/free-port.ts';

const HERE = '127.0.0.2';
const PROXY = '127.0.0.9';
const STRANGER = '127.0.0.66';
const ORIGIN = 'https://chat.example.org';
const host = new URL(ORIGIN).host;
const home = homeForEach(() => ({ lanAddresses: [HERE] }));

const wayAt = (port: number, more: object = {}): object => ({
  kind: 'proxy',
  address: ORIGIN,
  port,
  client_header: 'x-forwarded-for',
  host: HERE,
  trusted: [PROXY],
  ...more,
});

async function open(more: object = {}): Promise<string> {
  const port = await freePort();
  const answer = await openWay(home.owner, wayAt(port, more));
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  expect(await stateOf(home, 'proxy')).toMatchObject({ state: 'open', origin: ORIGIN, problem: null });
  return `http://${HERE}:${port}`;
}

const through = (at: string, client: string, from = PROXY): Browser =>
  createBrowser(ORIGIN, { at, from, headers: { 'x-forwarded-for': client } });

describe('a proxy on another computer', () => {
  it('lets a friend in, and a connection from any other address is cut before a byte is read', async () => {
    const at = await open();
    const code = (await home.owner.post('/api/invites', { name: 'Sarah' })).field('code');
    const friend = through(at, '203.0.113.7');
    expect((await friend.redeem(code, 'Sarah')).headers['set-cookie']?.[0]).toMatch(/; Secure/);
    expect((await friend.get('/api/session')).field('me.name')).toBe('Sarah');
    for (const from of [STRANGER, HERE, '127.0.0.1']) {
      const forged = { host, 'x-forwarded-for': PROXY, forwarded: `for=${PROXY}`, 'x-real-ip': PROXY };
      await expect(ask(`${at}/health`, { from, headers: forged }), from).rejects.toThrow(/ECONNRESET|hang up/);
    }
  });

  it('is trusted as a network too', async () => {
    const at = await open({ trusted: ['127.0.0.8/29', '10.9.0.0/16'] });
    expect((await ask(`${at}/health`, { from: PROXY, headers: { host } })).status).toBe(200);
    await expect(ask(`${at}/health`, { from: '127.0.0.16', headers: { host } })).rejects.toThrow(/ECONNRESET|hang up/);
  });

  it('names the client that a limit counts, by its last entry only', async () => {
    const at = await open();
    const guess = (forwarded: string, from = PROXY): Promise<Answer> =>
      through(at, forwarded, from).post('/api/invites/preview', { code: `inv_${'x'.repeat(43)}` });
    for (let n = 0; n < 21; n += 1) await guess(`198.51.100.${n}, 203.0.113.66`);
    expect((await guess('203.0.113.7, 203.0.113.66')).status).toBe(429);
    expect((await guess('203.0.113.66, 203.0.113.7')).status).not.toBe(429);
  });

  it('is closed for all when it is turned off, and open for the proxy when it is turned on again', async () => {
    const at = await open();
    await home.owner.delete('/api/sharing/entrances/proxy');
    await expect.poll(() => ask(`${at}/health`, { from: PROXY, headers: { host } }).then(String, String)).toContain('ECONNREFUSED');
    await home.owner.put('/api/sharing/entrances/proxy', {});
    expect((await ask(`${at}/health`, { from: PROXY, headers: { host } })).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ['no address of a proxy', { trusted: [] }, 'Name the addresses of the proxy.'],
    ['no address of this computer', { host: null }, 'Choose the address of this computer'],
    ['an address of another computer', { host: '192.0.2.1' }, 'not an address of this machine'],
    ['every address of this computer', { host: '0.0.0.0' }, 'not an address of this machine'],
    ['a name', { trusted: ['proxy.example'] }, 'is no address of a proxy. Write it as'],
    ['everyone', { trusted: ['0.0.0.0/0'] }, 'too wide'],
    ['all IPv4 in the form of IPv6', { trusted: ['::ffff:0:0/96'] }, 'too wide'],
  ])('is refused with %s, and the entrance before it stays open', async (_what, more, sentence) => {
    const at = await open();
    const refused = await openWay(home.owner, wayAt(await freePort(), more));
    expect([refused.status, refused.text]).toMatchObject([400, expect.stringContaining(sentence)]);
    expect((await ask(`${at}/health`, { from: PROXY, headers: { host } })).status).toBe(200);
  });
});
