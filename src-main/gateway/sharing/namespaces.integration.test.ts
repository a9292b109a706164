// The owner's computer, a friend's phone and a hostile third party on one local network, each in its own network namespace. The gateway is
// the built program, with the addresses and the ports that it has there.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { Sharing } from '../../../src-shared/objects.ts';
import { createBrowser, type Browser } from '../testing/browser.ts';
import { createNetwork, whyNoNamespaces, type Network } from '../testing/namespaces.ts';
import { startGatewayProcess, type GatewayProcess } from '../testing/process.ts';
import { startResident, type Resident } from '../testing/resident.ts';
import { createPrograms, type Programs } from './testing/programs.ts';

const [HOME, MOVED, FRIEND, HOSTILE] = ['10.77.0.2', '10.77.0.12', '10.77.0.3', '10.77.0.66'];
const SCAN_TO_MESSAGE_MS = 30_000;
const CUT_MS = 1_000;
const PROXY_PORT = 8_443;
const PUBLIC = 'https://chat.example.org';
const TUNNEL = 'https://four-plain-test-words.trycloudflare.com';
const WAIT = { timeout: 15_000, interval: 50 };
const REFUSED = /ECONNREFUSED|ECONNRESET|hang up/;

const why = whyNoNamespaces();
if (why !== null) console.log(`Skipped: sharing between computers in network namespaces, because ${why}.`);

describe.skipIf(why !== null)('on a local network', () => {
  let folder: string;
  let network: Network;
  let programs: Programs;
  let gateway: GatewayProcess;
  let here: Resident;
  let phone: Resident;
  let hostile: Resident;
  let owner: Browser;
  let port: string;
  let key: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lanai-namespaces-'));
    programs = createPrograms();
    network = createNetwork(['home', 'friend', 'hostile']);
    network.address('home', HOME);
    network.address('friend', FRIEND);
    network.address('hostile', HOSTILE);
    [here, phone, hostile] = ['home', 'friend', 'hostile'].map((name) => startResident(network.command(name))) as [
      Resident,
      Resident,
      Resident,
    ];
    const wrapper = [...network.command('home'), 'env', `PATH=${programs.folder}:${process.env.PATH}`];
    gateway = await startGatewayProcess(path.join(folder, 'home'), [], { wrapper });
    ({ port } = new URL(gateway.ready.url));
    key = readFileSync(gateway.ready.keyFile, 'utf8').trim();
    owner = createBrowser(gateway.ready.url, { at: gateway.ready.url, ask: here.ask });
    await owner.enter(new URL(gateway.ready.ownerUrl).hash.slice(1));
    await owner.post('/api/setup', { owner_name: 'Maya', home_name: 'Garden' });
  }, 60_000);

  afterAll(async () => {
    await gateway?.end('SIGTERM');
    for (const each of [here, phone, hostile]) await each?.close();
    network?.remove();
    programs?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    network.isolate([]);
    network.address('home', HOME);
    await share(HOME);
    await owner.put('/api/sharing/certificate', { certificate: { kind: 'own' } });
  });

  const sharing = async (): Promise<Sharing> => Sharing.parse((await owner.get('/api/sharing')).json());
  const share = async (...addresses: string[]): Promise<Sharing> => {
    const answer = await owner.put('/api/sharing', { addresses });
    expect([answer.status, answer.text]).toEqual([200, answer.text]);
    return Sharing.parse(answer.json());
  };
  const plainAt = (address: string): string => `http://${address}:${port}`;
  const secureAt = (address: string): string => `https://${address}:${port}`;
  const invite = async (name: string): Promise<Reply<'create_invite'>> =>
    (await owner.post('/api/invites', { name, room_ids: [LOBBY_ID] })).json() as Reply<'create_invite'>;
  const codeOf = (link: string): string => new URL(link).hash.slice(1);
  const linkAt = (links: readonly string[], origin: string): string => {
    const link = links.find((each) => new URL(each).origin === origin);
    expect(links.map((each) => new URL(each).origin)).toContain(origin);
    return link ?? '';
  };
  /** As the page for it has it, without TLS. */
  const authority = async (from: Resident, address: string): Promise<string> => {
    const { bytes } = await from.ask(`${plainAt(address)}/trust/lanai.crt`);
    return new X509Certificate(bytes).toString();
  };
  const secureBrowser = async (from: Resident, address: string): Promise<Browser> =>
    createBrowser(secureAt(address), { at: secureAt(address), ask: from.ask, ca: await authority(from, address) });
  const joined = async (name: string): Promise<Browser> => {
    const browser = await secureBrowser(phone, HOME);
    await browser.redeem((await invite(name)).code, name);
    return browser;
  };

  it('a friend comes from the link with TLS to a first message, under the address of the phone', async () => {
    const { links } = await invite('Sarah');
    const link = linkAt(links, secureAt(HOME));
    const startedAt = performance.now();
    const sarah = await secureBrowser(phone, HOME);
    const preview = await sarah.post('/api/invites/preview', { code: codeOf(link) });
    expect([preview.status, preview.text]).toEqual([200, expect.stringContaining('Maya')]);
    await sarah.redeem(codeOf(link), 'Sarah');
    expect((await sarah.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'hello from the phone' })).status).toBe(201);
    expect((await owner.get(`/api/rooms/${LOBBY_ID}/messages`)).text).toContain('hello from the phone');
    const took = performance.now() - startedAt;
    console.log(`From the link to the first message over two namespaces: ${Math.round(took)} ms.`);
    expect(took).toBeLessThan(SCAN_TO_MESSAGE_MS);
    const { entries } = (await owner.get('/api/audit')).json() as Reply<'list_audit'>;
    expect(entries).toContainEqual(expect.objectContaining({ entrance: 'network', address: FRIEND }));
  });

  it('names the device that came in last, and none where the network keeps devices apart', async () => {
    await share();
    await share(HOME);
    network.isolate(['home', 'friend']);
    await expect(phone.ask(`${plainAt(HOME)}/health`)).rejects.toThrow(/EHOSTUNREACH|ETIMEDOUT/);
    expect((await sharing()).network).toMatchObject({ reached: null, problem: null });
    network.isolate([]);
    await expect
      .poll(
        () =>
          phone.ask(`${plainAt(HOME)}/health`).then(
            ({ status }) => status,
            () => 0,
          ),
        WAIT,
      )
      .toBe(200);
    expect((await sharing()).network?.reached).toMatchObject({ address: FRIEND });
  });

  it('an address that is not shared, and the loopback, are closed to all others', async () => {
    await share();
    for (const from of [phone, hostile]) await expect(from.ask(`${plainAt(HOME)}/health`)).rejects.toThrow(REFUSED);
    for (const from of [phone, hostile]) await expect(from.ask(`${plainAt('127.0.0.1')}/health`)).rejects.toThrow(REFUSED);
  });

  it('forged hosts and headers of proxies open nothing, at every entrance', async () => {
    programs.fake('cloudflared');
    writeFileSync(programs.file('ready'), '');
    await owner.put('/api/sharing/entrances', { way: { kind: 'cloudflare' } });
    const proxy = { kind: 'proxy', address: PUBLIC, port: PROXY_PORT, client_header: 'x-forwarded-for', host: HOME, trusted: [FRIEND] };
    await owner.put('/api/sharing/entrances', { way: proxy });
    await expect.poll(async () => (await sharing()).entrances.map(({ state }) => state), WAIT).toEqual(['open', 'open']);
    const ca = await authority(hostile, HOME);
    const hosts = ['evil.example', `evil.example:${port}`, `localhost:${port}`, `127.0.0.1:${port}`, HOME, new URL(PUBLIC).host];
    const forged = (host: string): Record<string, string> => ({
      host,
      'x-forwarded-host': `${HOME}:${port}`,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-real-ip': '127.0.0.1',
      'cf-connecting-ip': '127.0.0.1',
      'tailscale-user-login': 'maya@example.com',
      forwarded: `for=127.0.0.1;host=${HOME}:${port}`,
    });
    for (const at of [plainAt(HOME), secureAt(HOME)]) {
      for (const host of [...hosts, new URL(TUNNEL).host]) {
        const { status, text } = await hostile.ask(`${at}/health`, { headers: forged(host), ca, servername: 'localhost' });
        expect([at, host, status, text]).toEqual([at, host, 403, expect.stringContaining('host_not_allowed')]);
      }
      // Under the right host they name no other client, and no account.
      const { host } = new URL(at);
      expect((await hostile.ask(`${at}/api/session`, { headers: forged(host), ca, servername: 'localhost' })).status).toBe(401);
      const opened = hostile.socket(`${at.replace('http', 'ws')}/ws`, { ...forged(host), origin: 'https://evil.example' }, ca);
      await expect(opened).rejects.toThrow('403');
    }
    // The entrance of the proxy takes no byte of another computer, and those of the tunnel are on the loopback.
    for (const host of [new URL(PUBLIC).host, `${HOME}:${PROXY_PORT}`]) {
      const sent = hostile.ask(`http://${HOME}:${PROXY_PORT}/health`, { headers: forged(host) });
      await expect(sent).rejects.toThrow(REFUSED);
    }
    const through = await phone.ask(`http://${HOME}:${PROXY_PORT}/health`, { headers: { host: new URL(PUBLIC).host } });
    expect(through.status).toBe(200);
    const { args } = programs.calls().at(-1) as { args: string[] };
    const tunnelPort = new URL(args[args.indexOf('--url') + 1] ?? '').port;
    await expect(hostile.ask(`http://${HOME}:${tunnelPort}/health`, { headers: forged(new URL(TUNNEL).host) })).rejects.toThrow(REFUSED);
    for (const kind of ['cloudflare', 'proxy']) await owner.delete(`/api/sharing/entrances/${kind}`);
  });

  it('invites stay good when the address of the computer changes, and guests stay signed in', async () => {
    const { code, links } = await invite('Tom');
    linkAt(links, plainAt(HOME));
    const sarah = await joined('Sue');
    network.address('home', MOVED);
    expect((await sharing()).network?.moved).toEqual([{ from: HOME, to: MOVED }]);
    const again = (await invite('Una')).links;
    linkAt(again, secureAt(MOVED));
    const tom = await secureBrowser(phone, MOVED);
    await tom.redeem(code, 'Tom');
    expect((await tom.get('/api/session')).field('me.name')).toBe('Tom');
    network.address('home', HOME);
    expect((await sharing()).network?.moved).toEqual([]);
    expect((await sarah.get('/api/session')).field('me.name')).toBe('Sue');
  });

  it('closing the entrance ends every connection by it within a second, and opens no new one', async () => {
    const sarah = await joined('Ada');
    const ca = await authority(phone, HOME);
    const socket = await phone.socket(`${secureAt(HOME).replace('http', 'ws')}/ws`, {}, ca);
    await socket.request('register', { key, name: 'by-wifi', capabilities: [] });
    const stream = await phone.hold(`${secureAt(HOME)}/api/stream`, 'GET', {
      headers: sarah.headersFor('GET', '/api/stream'),
      ca,
      begin: null,
    });
    const upload = await phone.hold(`${plainAt(HOME)}/api/invites/preview`, 'POST', {
      headers: { 'content-type': 'application/json', 'content-length': '4000' },
      begin: '{"code":',
    });
    const since = performance.now();
    const ended = share();
    await Promise.all([socket.closed, stream.closed, upload.closed]);
    expect(performance.now() - since).toBeLessThan(CUT_MS);
    await ended;
    await expect(phone.ask(`${plainAt(HOME)}/health`)).rejects.toThrow(REFUSED);
  });

  it('a guest who is removed loses the stream and the socket within a second, and cannot come back', async () => {
    const eve = await joined('Eve');
    const ca = await authority(phone, HOME);
    const stream = await phone.hold(`${secureAt(HOME)}/api/stream`, 'GET', {
      headers: eve.headersFor('GET', '/api/stream'),
      ca,
      begin: null,
    });
    const socket = await phone.socket(`${secureAt(HOME).replace('http', 'ws')}/ws`, eve.socketHeaders(), ca);
    await eve.prove(socket);
    const id = (await eve.get('/api/session')).field('me.id');
    const since = performance.now();
    const ended = owner.delete(`/api/people/${id}/access`);
    await Promise.all([socket.closed, stream.closed]);
    expect(performance.now() - since).toBeLessThan(CUT_MS);
    expect((await ended).status).toBe(200);
    expect((await eve.get('/api/session')).status).toBe(401);
  });
});
