// Requests to a model server that behaves as badly as it can.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lookup } from '../delivery/address.ts';
import { createGuard, TooLate } from '../delivery/guarded.ts';
import type { After } from '../domain/clock.ts';
import { createTestClock, realAfter } from '../testing/clock.ts';
import { startSite, type Respond, type Site } from '../testing/site.ts';
import { MalformedAnswer, sentenceOf } from './errors.ts';
import { createAskServer } from './requests.ts';

const KEY = 'sk-the-key-of-the-owner';
const never = new AbortController().signal;
const toHere: Lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(() => site.pages.clear());

interface Asking {
  kind?: 'anthropic' | 'openai-compatible';
  baseUrl?: string;
  lookup?: Lookup;
  after?: After;
  signal?: AbortSignal;
  body?: object;
}

function ask({
  kind = 'openai-compatible',
  baseUrl = `${site.url}/v1`,
  lookup = toHere,
  after = realAfter,
  signal = never,
  body,
}: Asking = {}) {
  return createAskServer(createGuard({ lookup, after }))({ kind, baseUrl, key: KEY }, { path: '/models', signal, ...(body && { body }) });
}
const answering = (respond: Respond): void => void site.pages.set('/v1/models', respond);
const said = (asking: Promise<unknown>): Promise<string> => asking.then(() => 'answered', sentenceOf);

describe('a request to a model server', () => {
  it.each([
    ['anthropic', { 'x-api-key': KEY, 'anthropic-version': '2023-06-01' }],
    ['openai-compatible', { authorization: `Bearer ${KEY}` }],
  ] as const)('has the key in the header of its dialect (%s)', async (kind, headers) => {
    answering((response) => response.end('{"data":[]}'));
    expect(await ask({ kind, body: { a: 'ä' } })).toEqual({ data: [] });
    expect(site.requests.at(-1)).toMatchObject({ method: 'POST', headers });
  });

  it('follows no redirect, so that the key stays', async () => {
    const other = await startSite();
    for (const status of [301, 302, 303, 307, 308]) {
      answering((response) => response.writeHead(status, { location: `${other.url}/v1/models` }).end());
      expect(await said(ask())).toContain('redirects are not followed');
    }
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('goes without TLS to no public address, whatever the name leads to meanwhile', async () => {
    const asked = ask({ baseUrl: 'http://models.example/v1', lookup: () => Promise.resolve([{ address: '93.184.215.14', family: 4 }]) });
    expect(await said(asked)).toContain('neither on this machine nor in a private network');
    const both = ask({
      baseUrl: 'http://models.example/v1',
      lookup: () =>
        Promise.resolve([
          { address: '127.0.0.1', family: 4 },
          { address: '93.184.215.14', family: 4 },
        ]),
    });
    expect(await said(both)).toContain('neither on this machine');
  });

  it('reads a part of an endless answer only, and ends the connection', async () => {
    let [sent, isGone] = [0, false];
    const endless: Respond = (response) => {
      const more = (): void => {
        sent += 65_536;
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      response.once('close', () => (isGone = true));
      response.writeHead(200);
      more();
    };
    answering(endless);
    await expect(ask()).rejects.toBeInstanceOf(MalformedAnswer);
    await expect.poll(() => isGone).toBe(true);
    expect(sent).toBeLessThan(100 * 1024 * 1024);
    answering((response, request) => {
      response.statusCode = 500;
      endless(response, request);
    });
    expect(await said(ask())).not.toBe('answered');
  });

  it.each(['', 'not json', '<html>', '{"data":', '\u0000\u0001'])('explains the answer %j', async (text) => {
    answering((response) => response.end(text));
    expect(await said(ask())).toContain('cannot be read');
  });

  it('explains a status, a closed connection, a wrong port and another program', async () => {
    answering((response) => response.writeHead(401).end(`{"error":{"message":"Incorrect API key provided: ${KEY}"}}`));
    expect(await said(ask())).toContain('does not accept the key');
    answering((response) => response.writeHead(429, { 'retry-after': '9' }).end());
    expect(await said(ask())).toContain('in 9 s');
    answering((response) => response.destroy());
    expect(await said(ask())).toContain('closed the connection');
    answering((response) => response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()));
    expect(await said(ask())).toContain('closed the connection');
    const gone = await startSite();
    await gone.close();
    expect(await said(ask({ baseUrl: `${gone.url}/v1` }))).toContain('is not running');
    const tls = ask({ baseUrl: `${site.url.replace('http:', 'https:')}/v1` });
    expect(await said(tls)).toMatch(/certificate|another program/);
    expect(await said(ask({ baseUrl: 'http://nowhere.example/v1', lookup: () => Promise.reject(new Error('ENOTFOUND')) }))).toContain(
      'cannot be found',
    );
  });

  it('takes 15 s at most, in all', async () => {
    const clock = createTestClock();
    const arrived = Promise.withResolvers<undefined>();
    answering((response) => {
      response.writeHead(200).write('{');
      arrived.resolve(undefined);
    });
    const refused = expect(ask({ after: clock.after })).rejects.toBeInstanceOf(TooLate);
    await arrived.promise;
    clock.pass(15_000);
    await refused;
  });

  it('waits 5 s for a connection at most', async () => {
    // It answers no TLS handshake.
    const silent = createServer().listen(0, '127.0.0.1');
    const sockets: Socket[] = [];
    await new Promise<void>((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const clock = createTestClock();
    const connected = new Promise<void>((resolve) => silent.once('connection', (socket) => (sockets.push(socket), resolve())));
    const refused = expect(ask({ baseUrl: `https://127.0.0.1:${port}/v1`, after: clock.after })).rejects.toBeInstanceOf(TooLate);
    await connected;
    clock.pass(5_000);
    await refused;
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('is stopped by its signal', async () => {
    const stopping = new AbortController();
    answering(() => stopping.abort());
    await expect(ask({ signal: stopping.signal })).rejects.toThrow();
  });
});
