// Very many connections that are opened and dropped at once, in every way: nothing of them stays.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { afterAll, expect, it } from 'vitest';
import { startGatewayProcess } from '../process.ts';
import { connectLines } from '../wire-client.ts';
import { howMany } from './how-many.ts';

const CONNECTIONS = howMany({ few: 600, all: 10_000 });
const WARM_UP = howMany({ few: 200, all: 1_000 });
const AT_ONCE = 40;
const LIMIT_MS = 240_000;
const PATIENT = { timeout: 20_000 };
/** The garbage of a burst may stay in the heap for a while. A leak of a thousand bytes for each connection would be 10 MB. */
const GROWTH_BYTES = 40 * 1024 * 1024;

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-dropped-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** The first bytes: of nothing, a line, half a line, a request, half a handshake of a WebSocket, of TLS. */
const BEGINNINGS = [
  '',
  '{"id":"1","type":"ping"}\n',
  '{"id":"1","type":"regis',
  'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n',
  '\u0016\u0003\u0001\u0002',
];

async function drop(port: number, index: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.write(Buffer.from(BEGINNINGS[index % BEGINNINGS.length] ?? '', 'latin1'));
  // A reset leaves no port in use here either.
  socket.resetAndDestroy();
  await closed;
}

it.skipIf(process.platform !== 'linux')(
  `${CONNECTIONS} connections that are dropped leave no handle and no memory`,
  async () => {
    const gateway = await startGatewayProcess(dataDir);
    const key = readFileSync(gateway.ready.keyFile, 'utf8').trim();
    const ports = [Number(gateway.ready.tcp?.split(':').at(-1)), Number(new URL(gateway.ready.url).port)];
    const ada = await connectLines(gateway.ready.tcp ?? '');
    await ada.request('register', { key, name: 'Ada' });
    const handles = (): number => readdirSync(`/proc/${gateway.pid}/fd`).length;
    const dropMany = async (count: number): Promise<void> => {
      for (let from = 0; from < count; from += AT_ONCE)
        await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => drop(ports[(from + index) % 2] ?? 0, from + (index >> 1))));
    };
    const before = handles();
    await dropMany(WARM_UP);
    await expect.poll(handles, PATIENT).toBeLessThanOrEqual(before);
    const rss = gateway.rss();
    await dropMany(CONNECTIONS);
    await expect.poll(handles, PATIENT).toBeLessThanOrEqual(before);
    expect(gateway.rss() - rss).toBeLessThan(GROWTH_BYTES);
    expect((await ada.request('ping')).type).toBe('pong');
    expect(gateway.stderr()).toBe('');
    ada.close();
    expect(await gateway.end('SIGTERM')).toBe(0);
  },
  LIMIT_MS,
);
