// The requests that get as far as the program: addresses, origins, forgery, methods, junk, and clients that are slow on purpose.
import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';
import { ROUTES } from './routes.ts';

let home: TestHome;
let appFolder: string;
beforeAll(async () => {
  appFolder = mkdtempSync(path.join(tmpdir(), 'lanai-app-'));
  mkdirSync(path.join(appFolder, 'assets'));
  writeFileSync(path.join(appFolder, 'index.html'), `<!doctype html>${' '.repeat(2_000)}`);
  home = await startTestHome({ appFolder });
});
afterAll(async () => {
  await home.close();
  rmSync(appFolder, { recursive: true });
  expect(home.logged).toEqual([]);
});

/** Bytes as they are; what comes back until the other side ends or says nothing more. */
function raw(bytes: string, quietMs = 300): Promise<string> {
  const { hostname, port } = new URL(home.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let said = '';
    const end = (): void => {
      socket.destroy();
      resolve(said);
    };
    let quiet = setTimeout(end, quietMs);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      said += chunk;
      clearTimeout(quiet);
      quiet = setTimeout(end, quietMs);
    });
    socket.on('error', end);
    socket.on('close', end);
  });
}

const host = (): string => new URL(home.url).host;

describe('the doors', () => {
  it('open for our own addresses only', async () => {
    const { port } = new URL(home.url);
    for (const [name, status] of [
      [host(), 200],
      [`localhost:${port}`, 200],
      [`evil.example:${port}`, 403],
      ['127.0.0.1:1', 403],
    ] as const) {
      expect((await ask(`${home.url}/health`, { headers: { host: name } })).status, name).toBe(status);
    }
  });

  it('stay shut to pages of others, with the owner’s own cookie', async () => {
    const write = (headers: Record<string, string>) =>
      home.owner.send('/api/rooms/lobby/messages', { method: 'POST', body: { content: 'x' }, headers });
    expect((await write({})).status).toBe(201);
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      expect((await write(headers)).field('code'), JSON.stringify(headers)).toBe('origin_not_allowed');
    }
  });

  it('stay shut to those without credentials, whichever door it is', async () => {
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer lan_wrong' },
      { authorization: 'Basic b3duZXI6' },
      { cookie: 'lanai_session_x=ses_wrong' },
    ];
    const doors = [
      ...ROUTES.map(({ method, path: address }) => ({ method, address })),
      ...['/api/session', '/api/connect-info', '/api/stream', '/metrics'].map((address) => ({ method: 'GET', address })),
    ];
    for (const { method, address } of doors) {
      for (const headers of wrong) {
        const answer = await ask(`${home.url}${address.replace(/:\w+/g, 'x')}`, { method, headers: { 'x-lanai-proof': '1', ...headers } });
        expect([answer.status, answer.field('code')], `${method} ${address}`).toEqual([401, 'unauthorized']);
      }
    }
  });

  it('let a socket in from our own pages only, and past /ws there is none', async () => {
    await expect(home.socket({ ...home.owner.socketHeaders(), origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(home.socket({ ...home.owner.socketHeaders(), host: 'evil.example' })).rejects.toThrow('403');
    const upgrade = (address: string) =>
      raw(
        `GET ${address} HTTP/1.1\r\nHost: ${host()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      );
    expect(await upgrade('/ws')).toMatch(/^HTTP\/1.1 101 /);
    expect(await upgrade('/api/rooms')).toMatch(/^HTTP\/1.1 404 /);
    expect(await upgrade('//evil.example/ws')).toMatch(/^HTTP\/1.1 400 /);
    expect(await upgrade('http://evil.example/ws')).toMatch(/^HTTP\/1.1 400 /);
  });

  it('name the methods that an address takes', async () => {
    const refused = async (method: string, address: string) => {
      const answer = await home.owner.send(address, { method });
      return [answer.status, answer.field('code'), answer.headers.allow];
    };
    expect(await refused('PUT', '/api/rooms')).toEqual([405, 'method_not_allowed', 'GET, HEAD, POST']);
    expect(await refused('POST', '/api/rooms/lobby')).toEqual([405, 'method_not_allowed', 'DELETE, GET, HEAD, PATCH']);
    expect(await refused('GET', '/api/invites/preview')).toEqual([405, 'method_not_allowed', 'DELETE, PATCH, POST']);
    expect(await refused('POST', '/')).toEqual([405, 'method_not_allowed', 'GET, HEAD']);
    expect(await refused('DELETE', '/health')).toEqual([405, 'method_not_allowed', 'GET, HEAD']);
    expect(await refused('GET', '/api/no-such')).toEqual([404, 'not_found', undefined]);
    expect(await refused('TRACE', '/api/rooms')).toEqual([405, 'method_not_allowed', 'GET, HEAD, POST']);
  });

  it('answer HEAD as GET without a body', async () => {
    for (const address of ['/', '/health', '/api/rooms', '/api/rooms/lobby/messages', '/api/stream', '/metrics', '/api/openapi.json']) {
      const answer = await home.owner.send(address, { method: 'HEAD' });
      expect([answer.status, answer.text], address).toEqual([200, '']);
    }
  });

  it('send the same protections with every answer', async () => {
    const answers = [
      await ask(`${home.url}/`),
      await ask(`${home.url}/nowhere`),
      await ask(`${home.url}/api/rooms`),
      await home.owner.get('/api/rooms'),
      await ask(`${home.url}/health`, { headers: { host: 'evil' } }),
      await ask(`${home.url}/a//b`),
    ];
    expect(answers.map((each) => each.status)).toEqual([200, 404, 401, 200, 403, 400]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
    for (const { headers } of answers.slice(1)) expect(headers['cache-control']).toMatch(/^no-(?:store|cache)$/);
  });

  it('keep the page, and send it small', async () => {
    const first = await ask(`${home.url}/join`, { headers: { 'accept-encoding': 'gzip' } });
    expect(first.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'text/html;charset=utf-8',
      'cache-control': 'no-cache',
    });
    const again = await ask(`${home.url}/join`, { headers: { 'accept-encoding': 'gzip', 'if-none-match': first.headers.etag ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/assets//index.html',
    '/index.html%00',
    '/%00',
    String.raw`/assets\..\index.html`,
    '/assets/',
    '/INDEX.HTML',
    '/index.html/',
    '/.env',
  ])('%s is no file', async (address) => {
    const said = await raw(`GET ${address} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(said).not.toContain('root:');
  });

  it.each([
    ['two lengths', `Content-Length: 5\r\nContent-Length: 6\r\n`],
    ['a length and chunks', `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n`],
    ['chunks of another kind', `Transfer-Encoding: xchunked\r\n`],
    ['a length that is none', `Content-Length: +5\r\n`],
    ['a folded header', `X-A: b\r\n c\r\n`],
    ['a space before the colon', `Host : evil\r\n`],
    ['a bare carriage return', `X-A: b\rX-B: c\r\n`],
    ['two hosts', `Host: evil.example\r\n`],
  ])('a request with %s is not read any further', async (_what, header) => {
    const smuggled = `GET /health HTTP/1.1\r\nHost: ${host()}\r\n\r\n`;
    const said = await raw(`POST /api/session HTTP/1.1\r\nHost: ${host()}\r\n${header}\r\n0\r\n\r\n${smuggled}`);
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(said).not.toContain('uptime_s');
  });

  it.each([
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'hello\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\r\n\r\n',
    '{"type":"register"}\n',
    `GET / HTTP/1.1\r\n\r\n`,
    `CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ])('junk like %j does no harm', async (bytes) => {
    expect(await raw(bytes)).not.toMatch(/^HTTP\/1\.1 [235]/);
    expect((await ask(`${home.url}/health`)).status).toBe(200);
  });

  it('headers have a limit', async () => {
    const said = await raw(`GET /health HTTP/1.1\r\nHost: ${host()}\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 431 /);
    const many = Array.from({ length: 3_000 }, (_, n) => `X-${n}: 1\r\n`).join('');
    expect(await raw(`GET /health HTTP/1.1\r\nHost: ${host()}\r\n${many}\r\n`)).toMatch(/^HTTP\/1\.1 4/);
  });

  it('a body that announces more than it may have is refused before it is sent', async () => {
    const said = await raw(
      `POST /api/session HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('a body that never ends is cut off', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`.repeat(20);
    const said = await raw(
      `POST /api/session HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('one after the other on one connection are answered in order', async () => {
    const get = (address: string) => `GET ${address} HTTP/1.1\r\nHost: ${host()}\r\n\r\n`;
    const said = await raw(`${get('/health')}${get('/nowhere')}${get('/health')}`);
    expect([...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404', '200']);
  });
});
