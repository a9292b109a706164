// The desktop's feed against a home that is a real HTTP and WebSocket server, on its own port.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import type { HomeEvent } from '../../src-shared/events/index.ts';
import type { Ready } from '../../src-shared/host.ts';
import type { EphemeralState, Snapshot } from '../../src-shared/snapshot.ts';
import { createHomeFeed } from './home-feed.ts';
import { systemTimer } from './system-timer.ts';
import { PROOF_HEADER, requestProof } from '../../src-shared/page-proof.ts';
import { EPHEMERAL } from '../../src-shared/client/testing/app-client.ts';
import { createPageServer, SERVER_NONCE, SESSION } from '../../src-shared/client/testing/page-server.ts';
import { smallHome, written } from '../../src-shared/notify/testing/cast.ts';

test('comes in with the one-time token, and connects with the session it got for it', async () => {
  const { home, feed, snapshots } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  expect(home.requests).toEqual(['POST /api/session token-1 undefined']);
  expect(home.sockets.map(({ headers }) => [headers.cookie, headers.origin])).toEqual([['lanai_session_home1=s1', home.ready.url]]);
});

test('what happens reaches it with the home as it is after that', async () => {
  const { home, feed, snapshots, events } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  home.tell({ cursor: 2, type: 'message.posted', message: written() });
  await expect.poll(() => events.length).toBe(1);
  expect(snapshots.at(-1)?.rooms['plan']?.membership?.unread).toBe(1);
});

test('a fresh start can ask the home at once', async () => {
  const { home, feed, recalled } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => recalled).toEqual([[]]);
});

test('after a cut it connects again with the same session, and does not wait when the gateway says that it is ready', async () => {
  const { home, feed, snapshots } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  home.cut();
  await sleep(50);
  feed.gatewayReady(home.ready);
  await expect.poll(() => home.sockets.length).toBe(2);
  expect(home.requests).toHaveLength(1);
});

test('after a resume it has the rooms in memory that there are now, and no others', async () => {
  const { home, feed, snapshots } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  const first = snapshots[0] ?? expect.fail('no snapshot');
  const view = first.rooms['plan'] ?? expect.fail('no room');
  const brief = { ...view, room: { ...view.room, id: 'brief', ephemeral: true } };
  home.resumeWith({ ...EPHEMERAL, ephemeral_rooms: { brief } });
  home.cut();
  await expect.poll(() => snapshots.length).toBe(2);
  home.resumeWith({ ...EPHEMERAL, ephemeral_rooms: {} });
  const resumed = snapshots[1] ?? expect.fail('no snapshot');
  expect(Object.keys(resumed.rooms).sort()).toEqual([...Object.keys(first.rooms), 'brief'].sort());
  expect(resumed).not.toHaveProperty('ephemeral_rooms');
  home.cut();
  await expect.poll(() => snapshots.length).toBe(3);
  expect(Object.keys(snapshots[2]?.rooms ?? {}).sort()).toEqual(Object.keys(first.rooms).sort());
});

test('an event that it does not know is skipped, and the next one is applied', async () => {
  const { home, feed, snapshots, events } = await setup();
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  onTestFinished(() => warned.mockRestore());
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  home.tell({ type: 'thread.started', cursor: 2 });
  home.tell({ cursor: 3, type: 'message.posted', message: written() });
  await expect.poll(() => events.length).toBe(1);
  expect(snapshots.at(-1)?.rooms['plan']?.membership?.unread).toBe(1);
  expect(warned.mock.calls.flat().join()).toContain('thread.started');
});

test('a home that does not let it in is asked again', async () => {
  const { home, feed, snapshots } = await setup();
  home.refuseOnce();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  expect(home.requests).toEqual(['POST /api/session token-1 undefined', 'POST /api/session token-2 undefined']);
});

test('while the gateway does not run it opens no connection, and connects again afterwards', async () => {
  const { home, feed, snapshots } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  home.isRunning = false;
  home.cut();
  await sleep(1_000);
  expect(home.sockets).toHaveLength(1);
  home.isRunning = true;
  feed.gatewayReady(home.ready);
  await expect.poll(() => home.sockets.length).toBe(2);
});

test('a home that has moved is not looked for at its old address', async () => {
  const { home, feed, snapshots } = await setup();
  const elsewhere = await startHome();
  onTestFinished(() => void elsewhere.close());
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  // The port is another program's from now on.
  const [requests, sockets] = [home.requests.length, home.sockets.length];
  feed.gatewayReady(elsewhere.ready);
  home.cut();
  await expect.poll(() => snapshots.length).toBe(2);
  elsewhere.tell({ cursor: 2, type: 'message.posted', message: written() });
  await expect.poll(() => snapshots.length).toBe(3);
  expect([home.requests.length, home.sockets.length]).toEqual([requests, sockets]);
  expect(elsewhere.requests).toEqual(['POST /api/session token-2 undefined']);
});

test('a token that comes after the home has moved does not go to its old address', async () => {
  const { home, feed, snapshots, holdToken } = await setup();
  const elsewhere = await startHome();
  onTestFinished(() => void elsewhere.close());
  const giveToken = holdToken();
  feed.gatewayReady(home.ready);
  feed.gatewayReady(elsewhere.ready);
  giveToken();
  await expect.poll(() => snapshots.length).toBe(1);
  expect(home.requests).toEqual([]);
  expect(elsewhere.requests).toEqual(['POST /api/session token-1 undefined']);
});

test('closing ends its session and its connection', async () => {
  const { home, feed, snapshots } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  await feed.close();
  const { host } = new URL(home.ready.url);
  const proof = requestProof(SESSION.secret, { server_nonce: SERVER_NONCE, host }, 'DELETE', '/api/session');
  expect(home.requests.at(-1)).toBe(`DELETE /api/session lanai_session_home1=s1 ${proof}`);
  await expect.poll(() => home.openSockets()).toBe(0);
});

async function setup() {
  const home = await startHome();
  const snapshots: Snapshot[] = [];
  const events: HomeEvent[] = [];
  const recalled: unknown[] = [];
  let tokens = 0;
  let held = Promise.resolve();
  const feed = createHomeFeed({
    timer: systemTimer,
    fetch,
    ownerToken: () => held.then(() => `token-${(tokens += 1)}`),
    isRunning: () => home.isRunning,
    onHome: (snapshot) => snapshots.push(snapshot),
    onEvent: (event) => events.push(event),
    onFreshStart: (_snapshot, client) =>
      void client.request('list_rooms', {}).then(
        ({ rooms }) => recalled.push(rooms),
        () => 'the connection ended before the answer',
      ),
  });
  onTestFinished(async () => {
    await feed.close();
    home.close();
  });
  const holdToken = (): (() => void) => {
    let give = (): void => undefined;
    held = new Promise((resolve) => (give = resolve));
    return give;
  };
  return { home, feed, snapshots, events, recalled, holdToken };
}

async function startHome() {
  const requests: string[] = [];
  const sockets: IncomingMessage[] = [];
  const open = new Set<WebSocket>();
  let refusals = 0;
  let ephemeral: EphemeralState | null = null;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const secret = request.method === 'POST' ? (JSON.parse(body) as { token: string }).token : request.headers.cookie;
      requests.push(`${request.method} ${request.url} ${secret} ${String(request.headers[PROOF_HEADER])}`);
      const isRefused = refusals > 0;
      if (isRefused) refusals -= 1;
      response.writeHead(
        isRefused ? 401 : 200,
        isRefused ? {} : { 'set-cookie': 'lanai_session_home1=s1; Path=/; HttpOnly; SameSite=Strict' },
      );
      response.end(JSON.stringify({ me: smallHome().participants[smallHome().me_id], session: SESSION }));
    });
  });
  new WebSocketServer({ server }).on('connection', (socket, request) => {
    sockets.push(request);
    const pages = createPageServer(request.headers.host ?? '');
    let isProven = false;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('message', (data: Buffer) => {
      const { id, type, payload } = JSON.parse(data.toString()) as { id: string; type: string; payload: unknown };
      const reply = (answer: unknown) => socket.send(JSON.stringify({ id: 'x', reply_to: id, type: 'ok', payload: answer }));
      if (type === 'page_challenge') return reply(pages.answer(payload));
      if (type === 'page_proof') isProven = pages.isProof(payload);
      if (!isProven) return socket.terminate();
      const watched = ephemeral ? { mode: 'resumed', ephemeral } : { mode: 'snapshot', snapshot: smallHome() };
      reply(type === 'watch' ? watched : { rooms: [] });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ready: Ready = {
    event: 'ready',
    version: '1',
    url,
    ws: `${url.replace('http', 'ws')}/ws`,
    tcp: null,
    socket: null,
    dataDir: '',
    keyFile: '',
    ownerUrl: '',
  };
  return {
    ready,
    requests,
    sockets,
    resumeWith: (next: EphemeralState) => void (ephemeral = next),
    tell: (event: HomeEvent | { type: string; cursor: number }) =>
      open.forEach((socket) => socket.send(JSON.stringify({ id: 'e', type: 'event', payload: event }))),
    cut: () => open.forEach((socket) => socket.terminate()),
    openSockets: () => open.size,
    isRunning: true,
    refuseOnce: () => void (refusals += 1),
    close: () => server.close(),
  };
}
