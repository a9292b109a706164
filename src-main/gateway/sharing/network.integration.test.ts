// The entrance of the network: its addresses change, its name is announced by mDNS on the loopback, and other hosts interfere.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetworkState } from '../../../src-shared/entrances.ts';
import { Sharing } from '../../../src-shared/objects.ts';
import { createBrowser } from '../testing/browser.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';
import { WATCH } from '../testing/watch-payload.ts';
import { connectSocket } from '../testing/wire-client.ts';
import { hostilePackets } from './testing/hostile-packets.ts';
import { freeUdpPort, startMdnsHost, type MdnsHost } from './testing/mdns-host.ts';

const [FIRST, SECOND, THIRD] = ['127.0.0.2', '127.0.0.3', '127.0.0.4'];
const WAIT = { timeout: 10_000, interval: 25 };
const SLOW_MS = 500;
let dataDir: string;
let addresses: string[];
let mdnsPort: number;
let other: MdnsHost;
let home: TestHome;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-network-'));
  addresses = [FIRST];
  mdnsPort = await freeUdpPort();
  other = await startMdnsHost(mdnsPort);
  home = await start();
});
afterEach(async () => {
  await home.close();
  await other.close();
  rmSync(dataDir, { recursive: true });
  expect(home.logged).toEqual([]);
});

const start = (): Promise<TestHome> => startTestHome({ dataDir, lanAddresses: addresses, mdnsPort });
const sharing = async (): Promise<Sharing> => Sharing.parse((await home.owner.get('/api/sharing')).json());
const network = async (): Promise<NetworkState | null> => (await sharing()).network;
const share = async (...chosen: string[]): Promise<Sharing> => {
  const answer = await home.owner.put('/api/sharing', { addresses: chosen });
  expect(answer.status).toBe(200);
  return Sharing.parse(answer.json());
};
const nameHome = (name: string) => home.owner.post('/api/setup', { owner_name: 'Maya', home_name: name });
const isReachable = (origin: string): Promise<boolean> =>
  ask(`${origin}/health`).then(
    ({ status }) => status === 200,
    () => false,
  );
const port = (): string => new URL(home.url).port;
const at = (address: string): string => `http://${address}:${port()}`;

async function shareByName(): Promise<string> {
  await share(FIRST);
  await expect.poll(async () => (await network())?.names.length, WAIT).toBe(1);
  return new URL((await network())?.names[0] ?? '').hostname;
}

it('an address that the server is started on is opened once, shared or not, and has TLS as the others', async () => {
  addresses.push(SECOND);
  await share(FIRST, SECOND);
  await home.close();
  home = await startTestHome({ dataDir, lanAddresses: addresses, mdnsPort, host: FIRST });
  expect(home.url).toBe(at(FIRST));
  const { origins, network: state } = await sharing();
  expect(state?.problem).toBe(null);
  expect(origins.toSorted()).toEqual([at(FIRST), at(SECOND)]);
  expect((await home.owner.put('/api/sharing/certificate', { certificate: { kind: 'own' } })).status).toBe(200);
  expect((await network())?.certificate.origins).toContain(at(FIRST).replace('http:', 'https:'));
  await share(SECOND);
  expect((await sharing()).origins).toContain(at(SECOND));
  expect((await sharing()).origins).not.toContain(at(FIRST));
  expect(await isReachable(at(FIRST))).toBe(true);
  await share(FIRST);
  expect((await sharing()).origins).toContain(at(FIRST));
});

describe('an address that changes', () => {
  it('is followed without a restart, and invites have the new one', async () => {
    await share(FIRST);
    expect(await network()).toMatchObject({ moved: [], problem: null });
    addresses[0] = SECOND;
    expect(await sharing()).toMatchObject({
      available: [{ address: SECOND }],
      origins: [at(SECOND)],
      network: { moved: [{ from: FIRST, to: SECOND }] },
    });
    expect([await isReachable(at(FIRST)), await isReachable(at(SECOND))]).toEqual([false, true]);
    const { links } = (await home.owner.post('/api/invites', { name: 'Sarah' })).json() as { links: string[] };
    expect(new URL(links[0] ?? '').origin).toBe(at(SECOND));
    addresses[0] = FIRST;
    expect(await sharing()).toMatchObject({ origins: [at(FIRST)], network: { moved: [] } });
  });

  it('is followed without a request, and clients that watch are sent the change', async () => {
    await share(FIRST);
    const watcher = await home.socketOf(home.owner);
    await watcher.request('watch', WATCH);
    addresses[0] = SECOND;
    const isTold = ({ payload }: { payload?: unknown }): boolean => JSON.stringify(payload).includes(`"origins":["${at(SECOND)}"`);
    expect(await watcher.waitFor(isTold)).toMatchObject({ payload: { type: 'sharing.changed' } });
  });

  it('keeps its connections when it is away for a while', async () => {
    await share(FIRST);
    const agent = await connectSocket(`${at(FIRST).replace('http', 'ws')}/ws`);
    await agent.request('register', { key: home.key, name: 'by-wifi', capabilities: [] });
    addresses.length = 0;
    expect(await sharing()).toMatchObject({ origins: [], network: { moved: [{ from: FIRST, to: null }] } });
    addresses.push(FIRST);
    expect(await sharing()).toMatchObject({ origins: [at(FIRST)] });
    expect((await agent.request('list_rooms')).type).toBe('room_list');
  });

  it('leaves the other chosen ones as they are', async () => {
    addresses.push(SECOND);
    await share(FIRST, SECOND);
    addresses.splice(0, 1, THIRD);
    expect((await sharing()).origins.toSorted()).toEqual([at(SECOND), at(THIRD)]);
  });

  it('is followed from the start when it changed while the server did not run', async () => {
    await share(FIRST);
    await home.close();
    addresses[0] = SECOND;
    home = await start();
    expect(await sharing()).toMatchObject({ origins: [at(SECOND)], network: { moved: [{ from: FIRST, to: SECOND }] } });
  });

  it('is not opened when it was not chosen', async () => {
    await share();
    addresses[0] = SECOND;
    expect(await sharing()).toMatchObject({ available: [{ address: SECOND }], origins: [], network: null });
    expect(await isReachable(at(SECOND))).toBe(false);
  });
});

describe('the name in the network', () => {
  it('is announced after the owner shares, and not before', async () => {
    await nameHome("Maya's place");
    expect(await other.addressesOf('mayas-place-lanai.local')).toEqual([]);
    expect(other.heard.filter(({ type }) => type === 'response')).toEqual([]);
    expect(await shareByName()).toBe('mayas-place-lanai.local');
    expect(await other.addressesOf('mayas-place-lanai.local')).toEqual([FIRST]);
    // A link has the address first.
    expect((await sharing()).origins).toEqual([at(FIRST), at('mayas-place-lanai.local')]);
  });

  it('opens the app at its own entrance, and at no other one', async () => {
    await nameHome('Maya');
    const name = await shareByName();
    const host = `${name}:${port()}`;
    expect((await ask(`${at(FIRST)}/health`, { headers: { host } })).status).toBe(200);
    for (const foreign of [name, `${name}:1`, `x.${host}`, `maya-lanai-2.local:${port()}`, `lanai.local:${port()}`, 'evil.example'])
      expect([foreign, (await ask(`${at(FIRST)}/health`, { headers: { host: foreign } })).field('code')]).toEqual([
        foreign,
        'host_not_allowed',
      ]);
    expect((await ask(`${home.url}/health`, { headers: { host } })).field('code')).toBe('host_not_allowed');
    const { code } = (await home.owner.post('/api/invites', { name: 'Sarah' })).json() as { code: string };
    const friend = createBrowser(`http://${host}`, { at: at(FIRST) });
    expect((await friend.redeem(code, 'Sarah')).status).toBe(200);
    expect((await friend.get('/api/session')).field('me.name')).toBe('Sarah');
  });

  it('is the next one when a computer has it, and the owner sees which', async () => {
    await nameHome('Maya');
    other.claim('maya-lanai.local', '127.0.0.77');
    expect(await shareByName()).toBe('maya-lanai-2.local');
    expect((await ask(`${at(FIRST)}/health`, { headers: { host: `maya-lanai.local:${port()}` } })).field('code')).toBe('host_not_allowed');
  });

  it('follows the name of the server, and its addresses', async () => {
    await nameHome('Maya');
    await shareByName();
    await home.owner.patch('/api/home', { name: 'Garden' });
    await expect.poll(async () => (await network())?.names, WAIT).toEqual([at('garden-lanai.local')]);
    addresses[0] = SECOND;
    await expect.poll(async () => (await sharing()).origins, WAIT).toEqual([at(SECOND), at('garden-lanai.local')]);
    expect(await other.addressesOf('garden-lanai.local')).toEqual([SECOND]);
  });

  it('is taken back when sharing stops, and when the server ends', async () => {
    await nameHome('Maya');
    const goodbyes = (): number =>
      other.heard.filter(({ answers = [] }) =>
        answers.some((each) => each.type === 'A' && each.name === 'maya-lanai.local' && each.ttl === 0),
      ).length;
    await shareByName();
    await share();
    await expect.poll(goodbyes, WAIT).toBe(1);
    expect(await other.addressesOf('maya-lanai.local')).toEqual([]);
    expect(await network()).toBeNull();
    await shareByName();
    await home.close();
    await expect.poll(goodbyes, WAIT).toBe(2);
    home = await start();
  });

  it('is kept through hostile packets, which slow nothing down', async () => {
    await nameHome('Maya');
    await shareByName();
    const before = process.memoryUsage().heapUsed;
    let slowest = 0;
    for (let round = 0; round < 20; round += 1) {
      for (const bytes of hostilePackets(round)) other.sendBytes(bytes);
      const startedAt = performance.now();
      expect(await isReachable(at(FIRST))).toBe(true);
      slowest = Math.max(slowest, performance.now() - startedAt);
    }
    expect(slowest).toBeLessThan(SLOW_MS);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
    // The packets that came too fast were not read.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await expect.poll(() => other.addressesOf('maya-lanai.local'), WAIT).toEqual([FIRST]);
    expect((await network())?.names).toEqual([at('maya-lanai.local')]);
  });
});

describe('a device that comes in', () => {
  it('is named with its address, and this computer is none', async () => {
    await share(FIRST);
    await ask(`${at(FIRST)}/health`, { from: FIRST });
    await ask(`${at(FIRST)}/health`, { from: THIRD, headers: { host: 'evil.example' } });
    await ask(`${home.url}/health`, { from: THIRD });
    expect((await network())?.reached).toBeNull();
    await ask(`${at(FIRST)}/health`, { from: THIRD });
    const reached = (await network())?.reached;
    expect(reached?.address).toBe(THIRD);
    expect(reached?.at).toBeGreaterThan(Date.now() - 60_000);
    expect(await share()).toMatchObject({ network: null });
    expect((await share(FIRST)).network?.reached).toBeNull();
  });
});
