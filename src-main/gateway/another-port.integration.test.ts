// Another program uses the ports of a home, and other ports are allowed. Without that, a port in use is an error: start.integration.test.ts.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { START_FAILURES } from '../../src-shared/errors.ts';
import type { Ready } from '../../src-shared/host.ts';
import { backupHands } from './testing/backups.ts';
import { startTestHome, type TestHome } from './testing/home.ts';
import { runGateway } from './testing/process.ts';

const HOST = '127.0.0.1';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

interface Squatter {
  port: number;
  /** The data that it received. */
  heard(): string;
  end(): Promise<void>;
}

/** Another program: it listens, and hangs up on all that comes. */
async function squatter(port = 0): Promise<Squatter> {
  let heard = '';
  const server: Server = createServer((socket) => {
    heard += 'connected ';
    socket.on('data', (data) => ((heard += data.toString()), socket.destroy()));
    socket.on('error', () => socket.destroy());
  });
  await once(server.listen(port, HOST), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It has no port.');
  const end = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
  stops.push(() => (server.listening ? end() : undefined));
  return { port: address.port, heard: () => heard, end };
}

async function home(options: Parameters<typeof startTestHome>[0]): Promise<TestHome> {
  const started = await startTestHome({ isAnotherPortFine: true, ...options });
  stops.push(() => started.close());
  return started;
}

const portsOf = ({ url, tcp }: Ready): number[] => [new URL(url).port, tcp?.split(':')[1]].map(Number);

test('each port moves on its own, and the programs on the usual ports get nothing', async () => {
  const [web, agents] = [await squatter(), await squatter()];
  for (const [port, tcpPort] of [
    [web.port, agents.port],
    [web.port, 0],
    [0, agents.port],
  ] as const) {
    const { gateway, owner, url, agent } = await home({ port, tcpPort, lanAddresses: ['127.0.0.2'] });
    const ports = portsOf(gateway.ready);
    expect(ports).not.toContain(web.port);
    expect(ports).not.toContain(agents.port);
    const { ready } = gateway;
    expect((await owner.get('/api/connect-info')).json()).toMatchObject({ url, ws: ready.ws, tcp: ready.tcp });
    expect(ready.ws).toBe(`${url.replace('http', 'ws')}/ws`);
    const holder = JSON.parse(readFileSync(path.join(ready.dataDir, 'holder.json'), 'utf8')) as object;
    expect(holder).toMatchObject({ url });
    await owner.put('/api/sharing', { addresses: ['127.0.0.2'] });
    const { links } = (await owner.post('/api/invites', { name: 'Gus' })).json() as { links: string[] };
    expect(links.map((link) => new URL(link).port)).toEqual([ports[0], ports[0]].map(String));
    await (await agent('Ada')).request('join_room', { room_id: 'lobby' });
  }
  expect([web.heard(), agents.heard()]).toEqual(['', '']);
});

test('the other port is the same one at each start, and the usual one again when that is free', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-ports-'));
  stops.push(() => rmSync(dataDir, { recursive: true }));
  const [web, agents] = [await squatter(), await squatter()];
  const start = async (): Promise<Ready> => {
    const started = await startTestHome({ isAnotherPortFine: true, dataDir, port: web.port, tcpPort: agents.port });
    await started.close();
    return started.gateway.ready;
  };
  const first = portsOf(await start());
  expect(portsOf(await start())).toEqual(first);
  await Promise.all([web.end(), agents.end()]);
  expect(portsOf(await start())).toEqual([web.port, agents.port]);
});

test('a home that starts again moves when its ports were taken meanwhile', async () => {
  const wanted = new Set<number>();
  const started = await home({
    // The home calls this at its start, before it listens. The ports of a running home are not free.
    async freeBytes() {
      for (const port of wanted)
        await squatter(port).then(
          () => wanted.delete(port),
          () => undefined,
        );
      return 1e12;
    },
  });
  const hands = backupHands(started);
  const name = await hands.backUp();
  const before = portsOf(started.gateway.ready);
  for (const port of before) wanted.add(port);
  await hands.restore(name);
  expect(wanted.size).toBe(0);
  const { ready } = await started.restarted();
  const after = portsOf(ready);
  expect(after.filter((port) => before.includes(port))).toEqual([]);
  expect((await fetch(`${ready.url}/health`)).status).toBe(200);
  expect(started.logged).toEqual([]);
});

test('a running home is not started a second time on other ports', async () => {
  const { gateway, dataDir } = await home({});
  const [port, tcpPort] = portsOf(gateway.ready).map(String);
  const args = ['--data-dir', dataDir, '--port', port ?? '', '--tcp-port', tcpPort ?? '', '--another-port'];
  const { code, stderr } = await runGateway(args);
  expect(code).toBe(START_FAILURES.home_in_use.exitCode);
  expect(stderr).toContain(gateway.ready.url);
});
