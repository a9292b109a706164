// The access of a person ends: whatever the person and their agents have open, by any entrance, ends within a second. The same for an
// entrance that is turned off. The clock starts before the request that ends it is sent.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { filePath, uploadPath, type FileInfo } from '../../../src-shared/files.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { createBrowser, type Browser } from '../testing/browser.ts';
import { createFileSender } from '../testing/file-sender.ts';
import { holdRequest, type HeldRequest, type Hold } from '../testing/held-requests.ts';
import { startedForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';
import { connectLines, connectSocket, type WireClient } from '../testing/wire-client.ts';
import { DOORS, openEveryEntrance, type Door, type DoorName } from '../testing/every-entrance.ts';

const CUT_MS = 1_000;
/** More than the buffers between two programs hold. */
const DOWNLOAD_BYTES = 32 * 1024 * 1024;
const all = startedForAll(openEveryEntrance);
let sender: ReturnType<typeof createFileSender>;
let large: FileInfo;
let people = 0;
let agents = 0;

beforeAll(async () => {
  sender = createFileSender(all.home);
  large = await sender.upload(randomBytes(DOWNLOAD_BYTES), { name: 'large.bin' });
  await sender.post([large]);
}, 60_000);

/** An admin, who may create keys. */
async function comeBy({ url, way }: Door): Promise<{ friend: Browser; id: string }> {
  people += 1;
  const name = `Friend ${people}`;
  const code = (await all.home.owner.post('/api/invites', { name, role: 'admin' })).field('code');
  const friend = createBrowser(url, way);
  const id = (await friend.redeem(code, name)).field('me.id');
  return { friend, id };
}

interface Held {
  /** By the name of a request or connection. Resolves when it is closed. */
  open: Record<string, Promise<unknown>>;
  socket: WireClient;
  waiting: HeldRequest;
  download: HeldRequest;
  /** By the Unix socket. */
  agent: WireClient;
}

/** A friend's page and agent with all kinds of connections. */
async function holdEverything({ url, way: { at, ca, from, headers: added = {} } }: Door, friend: Browser): Promise<Held> {
  const hold = (method: string, path: string, more: Partial<Hold> = {}): Promise<HeldRequest> =>
    holdRequest(`${at}${path}`, { method, ca, from, ...more, headers: { ...friend.headersFor(method, path), ...more.headers } });
  const socket = await connectSocket(`${at.replace('http', 'ws')}/ws`, friend.socketHeaders(), { ca, from });
  await friend.prove(socket);
  await socket.request('watch', WATCH);
  const stream = await hold('GET', '/api/stream');
  agents += 1;
  const json = { 'content-type': 'application/json' };
  const answer = await hold('POST', '/api/chat', { headers: json, body: JSON.stringify({ message: 'Is anyone here?' }) });
  const secret = (await friend.post('/api/keys', { label: `bot ${agents}` })).field('secret');
  const proxied = at === url ? {} : { host: new URL(url).host, ...added };
  const waiting = await holdRequest(`${at}/mcp`, {
    ...{ method: 'POST', ca, from },
    headers: { ...json, ...proxied, accept: 'application/json, text/event-stream', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'wait', arguments: { timeout_s: 60 } } }),
  });
  const upload = await hold('POST', uploadPath(LOBBY_ID, 'endless.bin'), { begin: randomBytes(64 * 1024) });
  const download = await hold('GET', filePath(large), { isPaused: true });
  const agent = await connectLines(all.socket);
  expect(await agent.request('register', { key: secret, name: `Robot ${agents}`, capabilities: [] })).toMatchObject({ type: 'ok' });
  const open = { socket: socket.closed, stream: stream.closed, answer: answer.closed, wait: waiting.closed, upload: upload.closed };
  return { open, agent, download, waiting, socket };
}

/** How long after `since` each of them ended. */
async function endsOf(open: Held['open'], since: number): Promise<Record<string, number>> {
  const each = Object.entries(open).map(async ([name, closed]) => [name, (await closed, performance.now() - since)] as const);
  return Object.fromEntries(await Promise.all(each));
}

const late = (ends: Record<string, number>): unknown[] => Object.entries(ends).filter(([, ms]) => ms >= CUT_MS);

describe.each(DOORS)('a person who came by %s', (name: DoorName) => {
  it('loses everything that is open within a second of the order to end the access', async () => {
    const door = all.door(name);
    const { friend, id } = await comeBy(door);
    const { open, agent, download, socket, waiting } = await holdEverything(door, friend);
    expect(readdirSync(sender.temporaryFolder)).toHaveLength(1);
    const since = performance.now();
    const ended = all.home.owner.delete(`/api/people/${id}/access`);
    expect(late(await endsOf({ ...open, agent: agent.closed }, since))).toEqual([]);
    expect((await ended).status).toBe(200);
    // Where the client reads on, there is no more than what was on its way.
    expect(await download.rest()).toBeLessThan(DOWNLOAD_BYTES);
    expect(socket.received.at(-1)).toMatchObject({ type: 'closing', payload: { code: 'unauthorized' } });
    expect(waiting.text()).toContain('This access has ended.');
    await expect.poll(() => readdirSync(sender.temporaryFolder)).toEqual([]);
    expect((await friend.get('/api/session')).status).toBe(401);
  }, 30_000);
});

describe('a device that is signed out', () => {
  it('loses everything within a second, and the other device of the person nothing', async () => {
    const door = all.door('the network');
    const { friend, id } = await comeBy(door);
    const { code } = (await friend.post('/api/sessions/codes')).json() as { code: string };
    const phone = createBrowser(door.url, door.way);
    await phone.enterByCode(code);
    const [lost, kept] = [await holdEverything(door, phone), await holdEverything(door, friend)];
    const since = performance.now();
    const ended = phone.delete('/api/session');
    const { wait, ...byDevice } = lost.open;
    expect(late(await endsOf(byDevice, since))).toEqual([]);
    expect((await ended).status).toBe(200);
    expect(await lost.download.rest()).toBeLessThan(DOWNLOAD_BYTES);
    expect((await kept.socket.request('list_rooms')).type).toBe('ok');
    expect(await kept.download.rest()).toBe(DOWNLOAD_BYTES);
    // Agents are the person's, not the device's.
    await all.home.owner.delete(`/api/people/${id}/access`);
    await Promise.all([wait, ...Object.values(kept.open)]);
  }, 30_000);
});

/** Both ways into the network are one entrance. */
const ENTRANCES = DOORS.filter((name) => name !== 'this computer' && name !== 'the network with TLS');

describe.each(ENTRANCES)('an entrance that is turned off: %s', (name) => {
  it('ends all connections that came by it within a second of the order, and no other', async () => {
    const names: DoorName[] = name === 'the network' ? ['the network', 'the network with TLS'] : [name];
    const held: Held[] = [];
    for (const each of names) {
      const door = all.door(each);
      const { friend } = await comeBy(door);
      held.push(await holdEverything(door, friend));
    }
    const near = await all.home.socketOf(all.home.owner);
    const since = performance.now();
    const ended = all.turnOff(name);
    for (const { open } of held) {
      expect(late(await endsOf(open, since))).toEqual([]);
    }
    expect((await ended).status).toBe(200);
    for (const { download, agent } of held) {
      expect(await download.rest()).toBeLessThan(DOWNLOAD_BYTES);
      expect((await agent.request('list_rooms')).type).toBe('room_list');
    }
    expect((await near.request('list_rooms')).type).toBe('ok');
  }, 30_000);
});
