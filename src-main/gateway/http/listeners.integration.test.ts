// The home's addresses: opened and closed while it runs, restored at its start, and all of them let go in order.
import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { createBrowser } from '../testing/browser.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';
import { connectSocket } from '../testing/wire-client.ts';
import { WATCH } from '../testing/watch-payload.ts';

/** A second address of this machine that is not the one the home starts on: stands for the Wi-Fi's. */
const LAN = process.platform === 'linux' ? '127.0.0.2' : lanAddress();
const CLOSE_LIMIT_MS = 4_000;
let home: TestHome;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-lan-'));
  home = await startTestHome({ dataDir, lanAddresses: [LAN] });
});
afterEach(async () => {
  await home.close();
  rmSync(dataDir, { recursive: true });
  expect(home.logged).toEqual([]);
});

function lanAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find((each) => each.family === 'IPv4' && !each.internal)?.address ?? '127.0.0.1';
}

async function share(addresses: string[]): Promise<Reply<'set_sharing'>> {
  const answer = await home.owner.put('/api/sharing', { addresses });
  expect(answer.status).toBe(200);
  return answer.json() as Reply<'set_sharing'>;
}

const isReachable = (origin: string): Promise<boolean> =>
  ask(`${origin}/health`).then(
    ({ status }) => status === 200,
    () => false,
  );

describe('an address that is shared', () => {
  it('answers for as long as it is, under its own name', async () => {
    const port = new URL(home.url).port;
    expect(await isReachable(`http://${LAN}:${port}`)).toBe(false);
    const { origins } = await share([LAN]);
    expect(origins).toEqual([`http://${LAN}:${port}`]);
    const [origin = ''] = origins;
    expect(await isReachable(origin)).toBe(true);
    expect((await ask(`${origin}/health`, { headers: { host: `evil.example:${port}` } })).field('code')).toBe('host_not_allowed');
    const { links } = (await home.owner.post('/api/invites', { name: 'Sarah' })).json() as Reply<'create_invite'>;
    expect(links[0]).toMatch(new RegExp(`^${origin}/join#inv_`));
    await share([]);
    expect(await isReachable(origin)).toBe(false);
    expect(await isReachable(home.url)).toBe(true);
  });

  it('lets no one stay who came by it', async () => {
    const [origin = ''] = (await share([LAN])).origins;
    const agent = await connectSocket(`${origin.replace('http', 'ws')}/ws`);
    await agent.request('register', { key: home.key, name: 'by-wifi', capabilities: [] });
    await share([]);
    await agent.closed;
  });

  it('may be closed by who came by it, and they learn that it worked', async () => {
    const [origin = ''] = (await share([LAN])).origins;
    const phone = createBrowser(origin);
    await phone.enter(home.gateway.issueOwnerToken());
    const answer = await phone.put('/api/sharing', { addresses: [] });
    expect([answer.status, answer.json()]).toEqual([
      200,
      { available: [{ address: LAN, interface: 'configured' }], origins: [], network: null, entrances: [] },
    ]);
    expect(await isReachable(origin)).toBe(false);
  });

  it('can be closed and opened again at once', async () => {
    const first = await share([LAN]);
    await share([]);
    expect((await share([LAN])).origins).toEqual(first.origins);
    expect(await isReachable(first.origins[0] ?? '')).toBe(true);
  });

  it('is open again when the home starts again', async () => {
    await share([LAN]);
    await home.close();
    home = await startTestHome({ dataDir, lanAddresses: [LAN] });
    const { origins } = (await home.owner.get('/api/sharing')).json() as Reply<'get_sharing'>;
    expect(await isReachable(origins[0] ?? '')).toBe(true);
  });

  it('is one of this machine', async () => {
    expect((await home.owner.put('/api/sharing', { addresses: ['8.8.8.8'] })).field('code')).toBe('address_not_local');
    expect((await home.owner.put('/api/sharing', { addresses: LAN })).field('detail')).toMatch(/^addresses: /);
  });

  it('is shared by who may', async () => {
    const guest = await home.guest('Sarah', { room_ids: ['lobby'] });
    expect((await guest.put('/api/sharing', { addresses: [LAN] })).field('code')).toBe('access_denied');
  });
});

describe('a home that closes', () => {
  it('tells everybody who is connected, however they are, and does not wait for them', async () => {
    const [origin = ''] = (await share([LAN])).origins;
    const clients = [await home.agent('tcp'), await home.socketOf(home.owner), await connectSocket(`${origin.replace('http', 'ws')}/ws`)];
    await clients[2]?.request('register', { key: home.key, name: 'by-wifi', capabilities: [] });
    await clients[1]?.request('watch', WATCH);
    const stream = await new Promise<{ text(): string; ended: Promise<void> }>((resolve) => {
      get(`${home.url}/api/stream`, { headers: home.owner.headersFor('GET', '/api/stream') }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', () => undefined);
        resolve({ text: () => text, ended: new Promise((end) => response.once('close', () => end())) });
      });
    });
    const silent = await home.lines();
    const startedAt = performance.now();
    await home.close();
    expect(performance.now() - startedAt).toBeLessThan(CLOSE_LIMIT_MS);
    await Promise.all([...clients, silent].map((client) => client.closed));
    await stream.ended;
    for (const client of clients) expect(client.received.at(-1)).toMatchObject({ type: 'closing', payload: { code: 'shutting_down' } });
    expect(stream.text()).toContain('shutting_down');
    home = await startTestHome({ dataDir, lanAddresses: [LAN] });
  });

  it('answers what it had read: no message is on disk whose sender got no answer', async () => {
    const agent = await home.agent('busy');
    await agent.request('join_room', { room_id: 'lobby' });
    for (let n = 0; n < 2_000; n += 1) agent.send('send_message', { room_id: 'lobby', content: `n ${n}` }, `m${n}`);
    await agent.waitFor((frame) => frame.reply_to === 'm10');
    await home.close();
    await agent.closed;
    const told = agent.received.filter((frame) => frame.type === 'ok' && /^m\d+$/.test(frame.reply_to ?? '')).length;
    home = await startTestHome({ dataDir, lanAddresses: [LAN] });
    const { seq } = (await home.owner.get('/api/rooms/lobby/tip')).json() as Reply<'room_tip'>;
    expect(told).toBeGreaterThan(10);
    expect(seq).toBe(told);
  });
});
