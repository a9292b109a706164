// Entrances from outside: a real server, stand-ins for the programs of tunnels, and clients that come as their proxies send them.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { EntranceWay, OutsideKind } from '../../../src-shared/entrances.ts';
import type { Sharing } from '../../../src-shared/objects.ts';
import { createBrowser, type Browser } from '../testing/browser.ts';
import { openWay, stateOf } from '../testing/entrance-states.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { connectSocket } from '../testing/wire-client.ts';
import { createPrograms, type Programs } from './testing/programs.ts';
import { freePort } from '../domain/programs/free-port.ts';
import { isAlive } from '../testing/is-alive.ts';

const CLOUDFLARE = 'https://four-plain-test-words.trycloudflare.com';
const HOST = new URL(CLOUDFLARE).host;
const WAIT = { timeout: 15_000, interval: 25 };
const CUT_MS = 1_000;
let programs: Programs;
let dataDir: string;
let home: TestHome;

beforeEach(async () => {
  programs = createPrograms();
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-ways-'));
  home = await startTestHome({ dataDir, searchPath: programs.folder });
});
afterEach(async () => {
  await home.close();
  programs.remove();
  rmSync(dataDir, { recursive: true });
  expect(home.logged).toEqual([]);
});

const state = (kind: OutsideKind) => stateOf(home, kind);
const open = (way: unknown, by: Browser = home.owner): Promise<Answer> => openWay(by, way);

/** Where cloudflared would send what comes to its public address. */
function cloudflareTarget(): string {
  const { args } = programs.calls().at(-1) as { args: string[] };
  return args[args.indexOf('--url') + 1] ?? '';
}

async function openCloudflare(): Promise<string> {
  programs.fake('cloudflared');
  writeFileSync(programs.file('ready'), '');
  expect((await open({ kind: 'cloudflare' })).status).toBe(200);
  await expect.poll(() => state('cloudflare'), WAIT).toMatchObject({ state: 'open', origin: CLOUDFLARE, problem: null });
  return cloudflareTarget();
}

const through = (at: string, address: string): Browser => createBrowser(CLOUDFLARE, { at, headers: { 'cf-connecting-ip': address } });

describe('a quick tunnel', () => {
  it('has its address once it is connected, and the links of invites have it first', async () => {
    programs.fake('cloudflared');
    expect(((await open({ kind: 'cloudflare' })).json() as Sharing).entrances).toMatchObject([{ state: 'starting', origin: null }]);
    await expect.poll(() => programs.calls().length, WAIT).toBe(1);
    expect(await state('cloudflare')).toMatchObject({ state: 'starting', origin: null });
    writeFileSync(programs.file('ready'), '');
    await expect.poll(() => state('cloudflare'), WAIT).toMatchObject({ state: 'open', origin: CLOUDFLARE });
    const { links } = (await home.owner.post('/api/invites', { name: 'Sarah' })).json() as Reply<'create_invite'>;
    expect(links.map((link) => new URL(link).origin)).toEqual([CLOUDFLARE, home.url]);
  });

  it('lets a friend in under its own name only, with a cookie for HTTPS', async () => {
    const at = await openCloudflare();
    const code = (await home.owner.post('/api/invites', { name: 'Sarah' })).field('code');
    const friend = through(at, '203.0.113.7');
    const answer = await friend.redeem(code, 'Sarah');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure/);
    expect((await friend.get('/api/session')).field('me.name')).toBe('Sarah');
    for (const host of ['127.0.0.1', new URL(at).host, new URL(home.url).host, 'localhost', `${HOST}:443`, 'evil.example'])
      expect([host, (await ask(`${at}/health`, { headers: { host } })).field('code')]).toEqual([host, 'host_not_allowed']);
    // The names of an entrance mean nothing at another one.
    expect((await ask(`${home.url}/health`, { headers: { host: HOST } })).field('code')).toBe('host_not_allowed');
    const foreign = await ask(`${at}/api/rooms`, { method: 'POST', headers: { host: HOST, origin: home.url }, body: {} });
    expect(foreign.field('code')).toBe('origin_not_allowed');
    await expect(connectSocket(`${at.replace('http', 'ws')}/ws`, { host: HOST, origin: 'https://evil.example' })).rejects.toThrow('403');
  });

  it('slows a guesser down by the address of the client, and not the friends beside it', async () => {
    const at = await openCloudflare();
    const guess = (browser: Browser): Promise<Answer> => browser.post('/api/invites/preview', { code: `inv_${'x'.repeat(43)}` });
    for (let n = 0; n < 21; n += 1) await guess(through(at, '203.0.113.66'));
    const startedAt = performance.now();
    expect((await guess(through(at, '203.0.113.66'))).status).toBe(429);
    const slowed = performance.now() - startedAt;
    const friendAt = performance.now();
    expect((await guess(through(at, '203.0.113.7'))).status).not.toBe(429);
    expect(performance.now() - friendAt).toBeLessThan(slowed);
    // A client can write the header itself, where no proxy does: it does not make it another client.
    for (let n = 0; n < 22; n += 1)
      await ask(`${home.url}/api/invites/preview`, {
        method: 'POST',
        headers: { 'cf-connecting-ip': `198.51.100.${n}`, 'x-forwarded-for': `198.51.100.${n}` },
        body: { code: `inv_${'x'.repeat(43)}` },
      });
    expect((await guess(home.browser())).status).toBe(429);
  });

  it('ends every connection that came by it when it closes, and its program', async () => {
    const at = await openCloudflare();
    const { pid } = programs.calls().at(-1) as { pid: number };
    const agent = await connectSocket(`${at.replace('http', 'ws')}/ws`, { host: HOST });
    await agent.request('register', { key: home.key, name: 'far-away', capabilities: [] });
    const here = await home.agent('near');
    const since = performance.now();
    const closed = home.owner.delete('/api/sharing/entrances/cloudflare');
    await agent.closed;
    expect(performance.now() - since).toBeLessThan(CUT_MS);
    expect((await closed).json()).toMatchObject({ origins: [], entrances: [{ state: 'off', origin: null }] });
    await expect.poll(() => isAlive(pid), WAIT).toBe(false);
    await expect(ask(`${at}/health`)).rejects.toThrow('ECONNREFUSED');
    expect((await here.request('list_rooms')).type).toBe('room_list');
  });

  it('ends as fast while the program of another entrance does not end', async () => {
    const at = await openCloudflare();
    const status = { BackendState: 'Running', Self: { DNSName: 'desk.tail1234.ts.net.' }, CertDomains: ['desk.tail1234.ts.net'] };
    writeFileSync(programs.file('status.json'), JSON.stringify(status));
    programs.script(
      'tailscale',
      `case "$*" in 'status --json') cat '${programs.file('status.json')}';; *off) exec sleep 60;; *) echo '{}';; esac`,
    );
    await open({ kind: 'tailscale', reach: 'tailnet' });
    await expect.poll(() => state('tailscale'), WAIT).toMatchObject({ state: 'open' });
    const agent = await connectSocket(`${at.replace('http', 'ws')}/ws`, { host: HOST });
    const since = performance.now();
    await home.owner.delete('/api/sharing/entrances/tailscale');
    await home.owner.delete('/api/sharing/entrances/cloudflare');
    await agent.closed;
    expect(performance.now() - since).toBeLessThan(CUT_MS);
  });

  it('may be closed by a client that came by it, which is sent the reply', async () => {
    const at = await openCloudflare();
    const phone = through(at, '203.0.113.7');
    await phone.enter(home.gateway.issueOwnerToken());
    const answer = await phone.delete('/api/sharing/entrances/cloudflare');
    expect([answer.status, (answer.json() as Sharing).entrances]).toMatchObject([200, [{ state: 'off' }]]);
  });

  it('is started again when its program ends, with a sentence meanwhile', async () => {
    await openCloudflare();
    writeFileSync(programs.file('crash'), '');
    await expect
      .poll(() => state('cloudflare'), WAIT)
      .toMatchObject({
        state: 'starting',
        origin: null,
        problem: 'Cloudflare gives no new tunnel at the moment. Lanai tries again by itself.',
      });
    rmSync(programs.file('crash'));
    await expect.poll(() => state('cloudflare'), WAIT).toMatchObject({ state: 'open', problem: null });
  });

  it('is open again when the server starts again, and closed when it was closed', async () => {
    await openCloudflare();
    await home.close();
    home = await startTestHome({ dataDir, searchPath: programs.folder });
    await expect.poll(() => state('cloudflare'), WAIT).toMatchObject({ state: 'open' });
    await home.owner.delete('/api/sharing/entrances/cloudflare');
    await home.close();
    home = await startTestHome({ dataDir, searchPath: programs.folder });
    expect(await state('cloudflare')).toMatchObject({ state: 'off' });
  });

  it('says that its program is missing', async () => {
    await open({ kind: 'cloudflare' });
    await expect
      .poll(() => state('cloudflare'), WAIT)
      .toMatchObject({
        state: 'failed',
        problem: 'The program cloudflared is not on this computer. Install it, and try again.',
      });
  });

  it('says when a client came in last', async () => {
    const at = await openCloudflare();
    expect(await state('cloudflare')).toMatchObject({ reached_at: null });
    await ask(`${at}/health`, { headers: { host: 'evil.example' } });
    expect(await state('cloudflare')).toMatchObject({ reached_at: null });
    await ask(`${at}/health`, { headers: { host: HOST } });
    expect((await state('cloudflare'))?.reached_at).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe('a command of the owner', () => {
  it('is open at the first address that it prints', async () => {
    programs.script(
      'my-tunnel',
      `echo "local $1" > '${programs.file('seen')}'; echo 'see http://127.0.0.1:9, your address is https://abc.tunnel.example now'; exec sleep 60`,
    );
    await open({ kind: 'command', command: ['my-tunnel', '{port}'], address: null });
    await expect.poll(() => state('command'), WAIT).toMatchObject({ state: 'open', origin: 'https://abc.tunnel.example' });
  });

  it('is sent without its arguments, and opened again with them', async () => {
    programs.script('my-tunnel', `echo "$1" >> '${programs.file('seen')}'; exec sleep 60`);
    const answer = await open({ kind: 'command', command: ['my-tunnel', 'tok_secret'], address: 'https://abc.tunnel.example' });
    await expect.poll(() => state('command'), WAIT).toMatchObject({ state: 'open' });
    expect(answer.text + (await home.owner.get('/api/sharing')).text).not.toContain('tok_secret');
    await home.owner.delete('/api/sharing/entrances/command');
    expect((await home.owner.put('/api/sharing/entrances/command', {})).status).toBe(200);
    await expect.poll(() => readFileSync(programs.file('seen'), 'utf8'), WAIT).toBe('tok_secret\ntok_secret\n');
  });

  it('shows the last line of a program that ends', async () => {
    programs.script('my-tunnel', `echo 'no such \u001b[31mserver' >&2; exit 3`);
    await open({ kind: 'command', command: ['my-tunnel'], address: null });
    await expect.poll(async () => (await state('command'))?.problem, WAIT).toMatch(/^my-tunnel has ended: no such .*server$/);
  });

  it('shows no folder of the computer', async () => {
    programs.script('my-tunnel', `echo "cannot read /home/ada/secret.pem" >&2; exit 3`);
    const answer = await open({ kind: 'command', command: [path.join(programs.folder, 'my-tunnel')], address: null });
    const problem = async () => (await state('command'))?.problem;
    await expect.poll(problem, WAIT).toBe('my-tunnel has ended: cannot read secret.pem');
    await open({ kind: 'command', command: ['/home/ada/nowhere'], address: null });
    await expect.poll(problem, WAIT).toBe('The program nowhere is not on this computer. Install it, and try again.');
    expect(answer.text + (await home.owner.get('/api/sharing')).text).not.toMatch(/home\/ada|"\/[^"]*my-tunnel/);
  });

  it('is opened by the owner on the computer of the server only, and so is ssh', async () => {
    const at = await openCloudflare();
    const admin = await home.guest('Alma', { role: 'admin' });
    const far = through(at, '203.0.113.7');
    await far.enter(home.gateway.issueOwnerToken());
    const key = { headers: { authorization: `Bearer ${home.key}`, 'lanai-agent': 'helper' } };
    const ways: EntranceWay[] = [
      { kind: 'command', command: ['touch', programs.file('planted')], address: null },
      { kind: 'ssh', destination: 'me@server.example', port: 8080, address: null },
    ];
    for (const way of ways) {
      for (const by of [admin, far]) expect((await open(way, by)).field('code')).toBe('access_denied');
      expect((await ask(`${home.url}/api/sharing/entrances`, { method: 'PUT', body: { way }, ...key })).field('code')).toBe(
        'access_denied',
      );
    }
    await open({ kind: 'command', command: ['true'], address: null });
    for (const by of [admin, far]) expect((await by.put('/api/sharing/entrances/command', {})).field('code')).toBe('access_denied');
    await home.owner.delete('/api/sharing/entrances/command');
    expect(existsSync(programs.file('planted'))).toBe(false);
  });
});

describe('a reverse proxy', () => {
  it('has its own port, and its header means something there only', async () => {
    const port = await freePort();
    await open({ kind: 'proxy', address: 'https://chat.example.org', port, client_header: 'x-forwarded-for' });
    expect(await state('proxy')).toMatchObject({ state: 'open', origin: 'https://chat.example.org' });
    const at = `http://127.0.0.1:${port}`;
    expect((await ask(`${at}/health`, { headers: { host: 'chat.example.org' } })).status).toBe(200);
    expect((await ask(`${at}/health`)).field('code')).toBe('host_not_allowed');
    expect((await ask(`${at}/health`, { headers: { 'x-forwarded-host': 'chat.example.org' } })).field('code')).toBe('host_not_allowed');
  });

  it('says that its port is taken', async () => {
    const port = Number(new URL(home.url).port);
    await open({ kind: 'proxy', address: 'https://chat.example.org', port, client_header: null });
    expect(await state('proxy')).toMatchObject({ state: 'failed', problem: 'The address is taken by another program.' });
    home.logged.length = 0;
  });
});

describe('an entrance', () => {
  it.each<[string, unknown]>([
    ['no origin', { kind: 'proxy', address: 'https://a.example/path', port: 8_080, client_header: null }],
    ['another scheme', { kind: 'proxy', address: 'ftp://a.example', port: 8_080, client_header: null }],
    ['a name and a password', { kind: 'proxy', address: 'https://me:pw@a.example', port: 8_080, client_header: null }],
    ['port 0', { kind: 'proxy', address: 'https://a.example', port: 0, client_header: null }],
    ['another header', { kind: 'proxy', address: 'https://a.example', port: 8_080, client_header: 'host' }],
    ['an option of ssh', { kind: 'ssh', destination: '-oProxyCommand=touch x', port: 8_080, address: null }],
    ['an option behind a name', { kind: 'ssh', destination: 'me@-oProxyCommand', port: 8_080, address: null }],
    ['a shell', { kind: 'ssh', destination: 'me@host;touch x', port: 8_080, address: null }],
    ['no command', { kind: 'command', command: [], address: null }],
    ['an unknown kind', { kind: 'computer' }],
  ])('is refused with %s', async (_what, way) => {
    expect((await open(way)).field('code')).toBe('invalid_payload');
    expect(((await home.owner.get('/api/sharing')).json() as Sharing).entrances).toEqual([]);
  });

  it('that was never set up cannot be closed', async () => {
    expect((await home.owner.delete('/api/sharing/entrances/ssh')).field('code')).toBe('not_found');
    expect((await home.owner.put('/api/sharing/entrances/ssh', {})).field('code')).toBe('not_found');
    expect((await home.owner.delete('/api/sharing/entrances/computer')).field('code')).toBe('invalid_payload');
  });

  it('is no affair of guests', async () => {
    const guest = await home.guest('Gus');
    expect((await open({ kind: 'cloudflare' }, guest)).field('code')).toBe('access_denied');
    expect((await guest.delete('/api/sharing/entrances/cloudflare')).field('code')).toBe('access_denied');
  });
});
