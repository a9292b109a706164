// HTTP and HTTPS on one port, against clients that mix them.
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createBrowser } from '../../testing/browser.ts';
import { connectSocket } from '../../testing/wire-client.ts';
import { FIRST, TlsHome } from '../../testing/tls-home.ts';

const tls = new TlsHome();

describe('a page without TLS', () => {
  it('does not act for the page with TLS of the same host, nor the other way round', async () => {
    await tls.withOwn();
    for (const [at, origin] of [
      [tls.secureAt(FIRST), tls.plainAt(FIRST)],
      [tls.plainAt(FIRST), tls.secureAt(FIRST)],
    ] as const) {
      const write = await tls.trusting(`${at}/api/session`, { method: 'POST', body: { token: 'x' }, headers: { origin } });
      expect(write.field('code')).toBe('origin_not_allowed');
      await expect(connectSocket(`${at.replace('http', 'ws')}/ws`, { origin }, { ca: tls.authority() })).rejects.toThrow('403');
    }
    const read = await tls.trusting(`${tls.secureAt(FIRST)}/api/session`, {
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
    });
    expect(read.field('code')).toBe('origin_not_allowed');
  });

  it('is signed in beside it: neither ends the other, and no cookie of one counts at the other', async () => {
    await tls.withOwn();
    const plain = createBrowser(tls.plainAt(FIRST));
    const secure = tls.phone();
    await plain.enter(tls.home.gateway.issueOwnerToken());
    const plainCookie = plain.cookie ?? '';
    // A browser sends the cookie without TLS along.
    await secure.send('/api/session', {
      method: 'POST',
      body: { token: tls.home.gateway.issueOwnerToken() },
      headers: { cookie: plainCookie },
    });
    await secure.enter(tls.home.gateway.issueOwnerToken());
    expect(secure.cookie).toMatch(/^__Host-lanai_session_/);
    expect(plainCookie).toMatch(/^lanai_session_/);
    expect((await plain.get('/api/session')).status).toBe(200);
    expect((await secure.get('/api/session')).status).toBe(200);
    const name = (cookie: string): string => cookie.replace('__Host-', '');
    const stolen = await secure.send('/api/session', { headers: { cookie: name(secure.cookie ?? '') } });
    expect(stolen.status).toBe(401);
    const planted = await plain.send('/api/session', { headers: { cookie: `__Host-${plainCookie}` } });
    expect(planted.status).toBe(401);
  });

  it('and the other one answer for their own hosts only', async () => {
    await tls.withOwn();
    for (const host of ['evil.example', `evil.example:${tls.port}`, FIRST, `localhost:${tls.port}`]) {
      const answer = await tls.trusting(`${tls.secureAt(FIRST)}/health`, { headers: { host }, servername: 'localhost' });
      expect([host, answer.field('code')]).toEqual([host, 'host_not_allowed']);
    }
    // The certificate is the same for every name that a client asks for, and the client refuses it.
    await expect(tls.trusting(`${tls.secureAt(FIRST)}/health`, { servername: 'evil.example' })).rejects.toThrow(/altnames/);
  });
});

describe('a client on the shared port', () => {
  const bytes = (head: Buffer | string): Promise<{ socket: Socket; said: () => string; closed: Promise<void> }> =>
    new Promise((resolve) => {
      const socket = connect(tls.port, FIRST, () => {
        socket.write(head);
        let said = '';
        socket.on('data', (chunk) => (said += chunk.toString('latin1')));
        socket.on('error', () => undefined);
        resolve({ socket, said: () => said, closed: new Promise((end) => socket.once('close', () => end())) });
      });
    });

  it('may send its first bytes one by one, with TLS or without', async () => {
    await tls.withOwn();
    const slow = await bytes('G');
    for (const letter of `ET /health HTTP/1.1\r\nHost: ${FIRST}:${tls.port}\r\nConnection: close\r\n\r\n`) {
      slow.socket.write(letter);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await slow.closed;
    expect(slow.said()).toMatch(/^HTTP\/1.1 200 /);
    const drops = connect(tls.port, FIRST);
    const dropping = new Duplex({
      read: () => undefined,
      write(chunk: Buffer, _encoding, done) {
        void (async () => {
          for (const each of chunk) {
            drops.write(Buffer.from([each]));
            if (chunk.length < 1_000) await new Promise((resolve) => setImmediate(resolve));
          }
          done();
        })();
      },
    });
    drops.on('data', (chunk) => dropping.push(chunk));
    drops.on('close', () => dropping.push(null));
    const encrypted: TLSSocket = connectTls({ socket: dropping, ca: tls.authority(), host: FIRST, servername: '' });
    await new Promise((resolve) => encrypted.once('secureConnect', resolve));
    encrypted.write(`GET /health HTTP/1.1\r\nHost: ${FIRST}:${tls.port}\r\nConnection: close\r\n\r\n`);
    const answer = await new Promise<string>((resolve) => encrypted.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    encrypted.destroy();
    drops.destroy();
  });

  it('gets nothing for garbage that begins like TLS, for TLS of old versions, or for an end before the first byte', async () => {
    await tls.withOwn();
    const garbage = await bytes(Buffer.concat([Buffer.from([0x16, 3, 1, 2, 0]), Buffer.alloc(600, 0xff)]));
    await garbage.closed;
    expect(garbage.said()).not.toContain('HTTP');
    const old = connectTls({ host: FIRST, port: tls.port, rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    await new Promise((resolve) => old.once('error', resolve));
    const ended = await bytes('');
    ended.socket.end();
    await ended.closed;
    expect((await tls.trusting(`${tls.secureAt(FIRST)}/health`)).status).toBe(200);
  });

  it('gets nothing for TLS where there is no certificate', async () => {
    await tls.share(FIRST);
    const hello = await bytes(Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]));
    await hello.closed;
    expect(hello.said()).toBe('');
  });

  it('sends a large file with TLS as it does without', async () => {
    await tls.withOwn();
    const phone = tls.phone();
    await phone.enter(tls.home.gateway.issueOwnerToken());
    const body = Buffer.alloc(3_000_000, 'a');
    const answer = await phone.send('/api/rooms/lobby/files?name=large.txt', { method: 'POST', body });
    expect(answer.status).toBe(201);
    const back = await phone.get(`/api/files/${answer.field('id')}`);
    expect(back.bytes.equals(body)).toBe(true);
  });
});
