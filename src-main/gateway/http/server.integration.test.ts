import { Hono } from 'hono';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import type { PageHandshake } from '../domain/access/page-sessions.ts';
import type { HttpEnv } from './env.ts';
import { directEntrance, Entrance } from '../sharing/entrance.ts';
import { readBody } from './read-body.ts';
import { listenHttp, type HttpListener, type Upgrades } from './server.ts';

const QUICK = { headersMs: 200, requestMs: 400, idleMs: 200, stalledMs: 600, checkEveryMs: 50 };
const TOLERANCE_MS = 5_000;
/** More than the system's own buffers take in. */
const LARGE_BYTES = 64 * 1024 * 1024;
const upgrades: Upgrades = {
  admit: () => ({}) as PageHandshake,
  take: (_request, socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
};
let listener: HttpListener;
let sockets: Socket[];
/** Kept when the server has let the answer of /large go. */
let largeAnswer: PromiseWithResolvers<void>;

beforeEach(async () => {
  largeAnswer = Promise.withResolvers();
  const app = new Hono<HttpEnv>();
  app.get('/', (c) => c.text('hello'));
  app.post('/', async (c) => c.json((await readBody(c)).json));
  app.get('/large', (c) => {
    c.env.outgoing.once('close', () => largeAnswer.resolve());
    return c.body(new Uint8Array(LARGE_BYTES));
  });
  app.get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return c.text('done');
  });
  app.onError((error, c) => c.text(error instanceof AppError ? error.code : 'broken', 400));
  listener = await listenHttp({
    app,
    upgrades,
    at: { host: '127.0.0.1', port: 0 },
    entrance: new Entrance(directEntrance('computer')),
    timeouts: QUICK,
  });
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await listener.close();
});

/** Opens a connection, says this, and waits for its end. Resolves with what came and how long it took. */
async function untilClosed(bytes: string, then?: (socket: Socket) => void): Promise<{ said: string; ms: number }> {
  const startedAt = performance.now();
  const socket = connect(listener.port, '127.0.0.1', () => {
    socket.write(bytes);
    then?.(socket);
  });
  sockets.push(socket);
  let said = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => (said += chunk));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  return { said, ms: performance.now() - startedAt };
}

describe('a client that takes its time', () => {
  it('and says nothing at all is let go', async () => {
    expect((await untilClosed('')).ms).toBeLessThan(TOLERANCE_MS);
  });

  it('with its headers is let go, even when it never stops sending', async () => {
    const { ms } = await untilClosed('GET / HTTP/1.1\r\nHost: x\r\n', (socket) => {
      const drip = setInterval(() => socket.writable && socket.write('X-A: b\r\n'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    expect(ms).toBeLessThan(TOLERANCE_MS);
  });

  it('with its body is let go', async () => {
    const { said, ms } = await untilClosed(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
      (socket) => {
        const drip = setInterval(() => socket.writable && socket.write(' '), 20);
        socket.once('close', () => clearInterval(drip));
      },
    );
    expect(ms).toBeLessThan(TOLERANCE_MS);
    expect(said).not.toContain(' 200 ');
  });

  it('with its answer is let go', async () => {
    const { said } = await untilClosed('GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', (socket) => {
      socket.pause();
      // A socket that reads nothing does not see the end either.
      void largeAnswer.promise.then(() => socket.resume());
    });
    expect(said.length).toBeLessThan(LARGE_BYTES);
  });

  it('after its answer is let go', async () => {
    const { said, ms } = await untilClosed('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(said).toContain('hello');
    expect(ms).toBeLessThan(TOLERANCE_MS);
  });
});

describe('a listener that closes', () => {
  it('lets what is under way end, and takes nothing new', async () => {
    const slow = untilClosed('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = listener.close();
    await expect(fetch(`http://127.0.0.1:${listener.port}/`)).rejects.toThrow();
    await closed;
    expect((await slow).said).toContain('done');
  });

  it('does not wait for sockets that were upgraded and stay', async () => {
    const open = untilClosed('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await listener.close();
    expect((await open).said).toContain('101');
  });
});
