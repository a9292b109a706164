import { Hono } from 'hono';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import { UNREGISTERED_PER_ADDRESS_MAX } from '../../../src-shared/limits.ts';
import { KNOWN, type HttpEnv } from './env.ts';
import { directEntrance, Entrance } from '../sharing/entrance.ts';
import { createAuthority, issueLeaf } from '../sharing/tls/authority.ts';
import type { KeyPair } from '../sharing/tls/key-pair.ts';
import { readBody } from './read-body.ts';
import { listenHttp, type HttpListener, type Upgrades } from './server.ts';

const QUICK = { headersMs: 200, requestMs: 400, idleMs: 200, stalledMs: 600, checkEveryMs: 50 };
const TOLERANCE_MS = 5_000;
/** More than the system's own buffers take in. */
const LARGE_BYTES = 64 * 1024 * 1024;
const upgrades: Upgrades = {
  take: (_request, socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
};
/** The client's way to the listener: a port for HTTP alone, or one that has HTTPS too. */
type Way = 'alone' | 'beside TLS' | 'with TLS';
let pair: KeyPair;
let app: Hono<HttpEnv>;
let way: Way;
let listener: HttpListener;
let sockets: Socket[];
/** Kept when the server has let the answer of /large go. */
let largeAnswer: PromiseWithResolvers<void>;

beforeAll(async () => {
  pair = await issueLeaf(await createAuthority(Date.now()), ['127.0.0.1'], Date.now());
});
beforeEach(async () => {
  way = 'alone';
  largeAnswer = Promise.withResolvers();
  app = new Hono<HttpEnv>();
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
  app.get('/known', (c) => {
    c.env.incoming.emit(KNOWN);
    return c.text('hello');
  });
  listener = await listen(null);
  sockets = [];
});

function listen(secureEntrance: Entrance | null, timeouts = QUICK): Promise<HttpListener> {
  const entrance = new Entrance(directEntrance('computer'));
  return listenHttp({ app, upgrades, at: { host: '127.0.0.1', port: 0 }, entrance, secureEntrance, timeouts });
}

async function shareThePort(timeouts = QUICK): Promise<void> {
  await listener.close();
  listener = await listen(new Entrance(directEntrance('network')), timeouts);
  listener.useCertificate(pair);
}

function open(onOpen: () => void = () => undefined): Socket {
  const at = { host: '127.0.0.1', port: listener.port };
  const socket = way === 'with TLS' ? connectTls({ ...at, rejectUnauthorized: false }, onOpen) : connect(at, onOpen);
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await listener.close();
});

/** Opens a connection, says this, and waits for its end. Resolves with what came and how long it took. */
async function untilClosed(bytes: string | Buffer, then?: (socket: Socket) => void): Promise<{ said: string; ms: number }> {
  const startedAt = performance.now();
  const socket = open(() => {
    socket.write(bytes);
    then?.(socket);
  });
  let said = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => (said += chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  return { said, ms: performance.now() - startedAt };
}

const WAYS: Way[] = ['alone', 'beside TLS', 'with TLS'];
const take = async (chosen: Way): Promise<void> => {
  way = chosen;
  if (way !== 'alone') await shareThePort();
};

describe.each(WAYS)('a client that takes its time, %s,', (chosen) => {
  beforeEach(() => take(chosen));

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

describe.each(WAYS)('a listener that closes, for a client %s,', (chosen) => {
  beforeEach(() => take(chosen));

  it('lets what is under way end, and takes nothing new', async () => {
    const slow = untilClosed('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = listener.close();
    await expect(new Promise((_resolve, reject) => open().once('error', reject))).rejects.toThrow('ECONNREFUSED');
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

describe('a port with HTTP and HTTPS', () => {
  beforeEach(() => shareThePort());

  it('lets go of a client that stops in the middle of the handshake', async () => {
    const { said, ms } = await untilClosed(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]));
    expect(ms).toBeLessThan(TOLERANCE_MS);
    expect(said).not.toContain('HTTP');
  });

  it('closes while clients are silent, or in the middle of the handshake', async () => {
    open();
    const half = open(() => half.write(Buffer.from([0x16, 3, 1, 2, 0])));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await listener.close();
  });

  it('has one limit for clients that are not known, silent or with TLS, and cuts none that is known', async () => {
    await shareThePort({ ...QUICK, headersMs: 10_000, idleMs: 10_000, stalledMs: 10_000 });
    way = 'with TLS';
    const known = open(() => known.write('GET /known HTTP/1.1\r\nHost: x\r\n\r\n'));
    await new Promise((resolve) => known.once('data', resolve));
    way = 'beside TLS';
    const silent = Array.from({ length: UNREGISTERED_PER_ADDRESS_MAX }, () => open());
    way = 'with TLS';
    const unknown = Array.from({ length: 6 }, () => open());
    const isOpen = (socket: Socket): boolean => !socket.closed;
    await expect.poll(() => [...silent, ...unknown].filter(isOpen).length, { timeout: 5_000 }).toBe(UNREGISTERED_PER_ADDRESS_MAX);
    expect(unknown.every(isOpen)).toBe(true);
    expect(isOpen(known)).toBe(true);
  });

  it('refuses renegotiation by a TLS 1.2 client', async () => {
    const at = { host: '127.0.0.1', port: listener.port };
    const client = connectTls({ ...at, rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
    sockets.push(client);
    await new Promise((resolve) => client.once('secureConnect', resolve));
    expect(client.getProtocol()).toBe('TLSv1.2');
    client.on('error', () => undefined);
    let isRenewed = false;
    client.renegotiate({}, (error) => (isRenewed = error === null));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isRenewed).toBe(false);
  });

  it('keeps connections over a new certificate, and ends those with TLS without one', async () => {
    await shareThePort({ ...QUICK, idleMs: 10_000, stalledMs: 10_000 });
    way = 'with TLS';
    const socket = open(() => socket.write('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'));
    await new Promise((resolve) => socket.once('data', resolve));
    listener.useCertificate(await issueLeaf(await createAuthority(Date.now()), ['127.0.0.1'], Date.now()));
    const next = open();
    await new Promise((resolve) => next.once('secureConnect', resolve));
    expect(socket.closed).toBe(false);
    listener.useCertificate(null);
    await new Promise((resolve) => socket.once('close', resolve));
  });
});
