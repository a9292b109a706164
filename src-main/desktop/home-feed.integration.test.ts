// The desktop's feed against a home that is a real HTTP and WebSocket server, on a port of its own.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import type { HomeEvent } from '../../src-shared/events.ts';
import type { Ready } from '../../src-shared/host.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { createHomeFeed } from './home-feed.ts';
import { systemTimer } from './system-timer.ts';
import { smallHome, written } from '../../src-shared/notify/testing/cast.ts';

test('comes in with the one-time token, and connects with the session it got for it', async () => {
  const { home, feed, snapshots } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  expect(home.requests).toEqual(['POST /api/session token-1 1']);
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

test('a home that does not let it in is asked again', async () => {
  const { home, feed, snapshots } = await setup();
  home.refuseOnce();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  expect(home.requests).toEqual(['POST /api/session token-1 1', 'POST /api/session token-2 1']);
});

test('closing ends its session and its connection', async () => {
  const { home, feed, snapshots } = await setup();
  feed.gatewayReady(home.ready);
  await expect.poll(() => snapshots.length).toBe(1);
  await feed.close();
  expect(home.requests.at(-1)).toBe('DELETE /api/session lanai_session_home1=s1 1');
  await expect.poll(() => home.openSockets()).toBe(0);
});

async function setup() {
  const home = await startHome();
  const snapshots: Snapshot[] = [];
  const events: HomeEvent[] = [];
  const recalled: unknown[] = [];
  let tokens = 0;
  const feed = createHomeFeed({
    timer: systemTimer,
    fetch,
    ownerToken: () => Promise.resolve(`token-${(tokens += 1)}`),
    onHome: (snapshot) => snapshots.push(snapshot),
    onEvent: (event) => events.push(event),
    onFreshStart: (_snapshot, client) => void client.request('list_rooms', {}).then(({ rooms }) => recalled.push(rooms)),
  });
  onTestFinished(async () => {
    await feed.close();
    home.close();
  });
  return { home, feed, snapshots, events, recalled };
}

async function startHome() {
  const requests: string[] = [];
  const sockets: IncomingMessage[] = [];
  const open = new Set<WebSocket>();
  let refusals = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const secret = request.method === 'POST' ? (JSON.parse(body) as { token: string }).token : request.headers.cookie;
      requests.push(`${request.method} ${request.url} ${secret} ${String(request.headers['x-lanai-csrf'])}`);
      const isRefused = refusals > 0;
      if (isRefused) refusals -= 1;
      response.writeHead(
        isRefused ? 401 : 200,
        isRefused ? {} : { 'set-cookie': 'lanai_session_home1=s1; Path=/; HttpOnly; SameSite=Strict' },
      );
      response.end('{}');
    });
  });
  new WebSocketServer({ server }).on('connection', (socket, request) => {
    sockets.push(request);
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('message', (data: Buffer) => {
      const { id, type } = JSON.parse(data.toString()) as { id: string; type: string };
      const payload = type === 'watch' ? { mode: 'snapshot', snapshot: smallHome() } : { rooms: [] };
      socket.send(JSON.stringify({ id: 'x', reply_to: id, type: 'ok', payload }));
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
    tell: (event: HomeEvent) => open.forEach((socket) => socket.send(JSON.stringify({ id: 'e', type: 'event', payload: event }))),
    cut: () => open.forEach((socket) => socket.terminate()),
    openSockets: () => open.size,
    refuseOnce: () => void (refusals += 1),
    close: () => server.close(),
  };
}
