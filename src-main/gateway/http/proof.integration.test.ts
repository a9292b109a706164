// A session needs its cookie and the proof of its page. Neither works alone, on any route.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filePath } from '../../../src-shared/files.ts';
import { addressProof, PageChallenge, newNonce, PROOF_HEADER, PageProof, requestProof, withProof } from '../../../src-shared/page-proof.ts';
import { picturePath } from '../../../src-shared/profile.ts';
import { greet } from '../../../src-shared/signer.ts';
import { createBrowser, type Browser } from '../testing/browser.ts';
import { createFileSender } from '../testing/file-sender.ts';
import { startTestHome } from '../testing/home.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import { ROUTES } from './routes.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const home = homeForAll();
let guest: Browser;
/** Routes for reading that are no commands. */
let contents: string[];
beforeAll(async () => {
  guest = await home.guest('Gus');
  const file = await createFileSender(home).upload('a text');
  contents = ['/api/session', '/api/connect-info', '/api/stream', '/metrics', filePath(file), `${filePath(file)}?download`];
});

const cookieAlone = (method: string, path: string, more: Record<string, string> = {}): Promise<Answer> =>
  ask(`${home.url}${path}`, { method, headers: { cookie: home.owner.cookie ?? '', origin: home.url, ...more } });

/** A well-formed payload is refused for its content, which ends the connection. */
const isWellFormed = (type: string, payload: unknown): boolean =>
  (type === 'page_proof' ? PageProof : PageChallenge).safeParse(payload ?? {}).success;

const secretOf = (browser: Browser): string => browser.session?.secret ?? '';

async function serverNonce(): Promise<string> {
  const challenge = { session_id: home.owner.session?.id, nonce: 'n'.repeat(16) };
  return (await ask(`${home.url}/api/session/challenge`, { method: 'POST', body: challenge })).field('server_nonce');
}

describe('the cookie alone', () => {
  it('is refused on every route of the API', async () => {
    for (const { method, path } of ROUTES) {
      const answer = await cookieAlone(method, path.replace(/:\w+/g, 'x'));
      expect([answer.status, answer.field('code')], `${method} ${path}`).toEqual([401, 'proof_required']);
    }
  });

  it('is refused for files, pictures, the stream, the numbers and writes that are no commands', async () => {
    const reads = [...contents, picturePath({ id: 'x', picture: 'a'.repeat(64) })].map((path) => ['GET', path] as const);
    const writes = [
      ['POST', '/api/rooms/lobby/files?name=x'],
      ['POST', '/api/backups/added?name=x.tar'],
      ['PUT', '/api/profile/picture'],
      ['DELETE', '/api/session'],
    ] as const;
    for (const [method, path] of [...reads, ...writes, ...contents.map((each) => ['HEAD', each] as const)]) {
      const answer = await cookieAlone(method, path);
      expect(answer.status, `${method} ${path}`).toBe(401);
      if (method !== 'HEAD') expect(answer.field('code'), `${method} ${path}`).toBe('proof_required');
    }
    expect((await home.owner.get('/api/session')).status).toBe(200);
  });

  it('is refused on the socket, with any first frame', async () => {
    for (const first of ['watch', 'list_rooms', 'send_message', 'page_proof'])
      for (const payload of [{}, { proof: '' }, { proof: 'a'.repeat(64) }]) {
        const socket = await home.socket(home.owner.socketHeaders());
        const { type, payload: why } = await socket.request(first, payload);
        expect([type, why]).toMatchObject(['error', { code: expect.stringMatching(/^(not_registered|unauthorized|invalid_payload)$/) }]);
        socket.close();
      }
  });

  it('ends no session of another person by a sign-in', async () => {
    const phone = await home.guest('Pam');
    const socket = await home.socketOf(phone);
    const invite = (await home.owner.post('/api/invites', { name: 'Ned', role: 'guest', room_ids: ['lobby'] })).field('code');
    for (const [path, body] of [
      ['/api/session', { token: home.gateway.issueOwnerToken() }],
      ['/api/invites/redeem', { code: invite, name: 'Ned' }],
    ] as const) {
      const headers = { origin: home.url, cookie: phone.cookie ?? '' };
      expect((await ask(`${home.url}${path}`, { method: 'POST', body, headers })).status, path).toBe(200);
    }
    expect((await phone.get('/api/session')).status).toBe(200);
    expect((await socket.request('ping')).type).toBe('pong');
  });

  it('gets nothing on the socket', async () => {
    const socket = await home.socket(home.owner.socketHeaders());
    await home.owner.post('/api/rooms/lobby/messages', { content: 'for those who are in' });
    await socket.request('ping');
    expect(JSON.stringify(socket.received)).not.toContain('for those who are in');
  });
});

describe('the proof alone', () => {
  it('is refused without a cookie, and with that of another person', async () => {
    const { cookie: _cookie, ...proof } = home.owner.headersFor('GET', '/api/session');
    expect((await ask(`${home.url}/api/session`, { headers: proof })).field('code')).toBe('unauthorized');
    const others = { ...proof, cookie: guest.cookie ?? '' };
    expect((await ask(`${home.url}/api/session`, { headers: others })).field('code')).toBe('proof_required');
  });

  it('opens no socket with the cookie of another person, and says so', async () => {
    const { session } = home.owner;
    if (!session) expect.fail('The owner is not signed in.');
    for (const headers of [guest.socketHeaders(), { origin: home.url }]) {
      const socket = await home.socket(headers);
      const { challenge, accept } = greet({ session, host: new URL(home.url).host, now: Date.now, newNonce });
      const { prove } = accept((await socket.request('page_challenge', challenge)).payload);
      expect((await socket.request('page_proof', prove)).payload).toMatchObject({ code: 'cookie_mismatch' });
      await socket.closed;
    }
  });
});

describe('a proof in the header', () => {
  it('is good for its own request, and for no other', async () => {
    const path = '/api/rooms?limit=5';
    const where = { server_nonce: await serverNonce(), host: new URL(home.url).host };
    const secret = secretOf(home.owner);
    const right = requestProof(secret, where, 'GET', path);
    expect((await cookieAlone('GET', path, { [PROOF_HEADER]: right })).status).toBe(200);
    const wrong = {
      'another method': requestProof(secret, where, 'POST', path),
      'another path': requestProof(secret, where, 'GET', '/api/people'),
      'another query': requestProof(secret, where, 'GET', '/api/rooms?limit=6'),
      'another host': requestProof(secret, { ...where, host: '127.0.0.1:1' }, 'GET', path),
      'the same machine by another name': requestProof(
        secret,
        { ...where, host: where.host.replace('127.0.0.1', 'localhost') },
        'GET',
        path,
      ),
      'another run of the server': requestProof(secret, { ...where, server_nonce: 'a'.repeat(32) }, 'GET', path),
      'another session': requestProof(secretOf(guest), where, 'GET', path),
      'another purpose': addressProof(secret, where, path, Date.now() + DAY_MS),
      nothing: '',
      'something longer': `${right}0`,
    };
    for (const [what, proof] of Object.entries(wrong))
      expect((await cookieAlone('GET', path, { [PROOF_HEADER]: proof })).field('code'), what).toBe('proof_required');
  });

  it('ends with the run of the server', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lanai-test-'));
    const first = await startTestHome({ dataDir });
    const browser = first.owner;
    const before = browser.headersFor('GET', '/api/session');
    const address = browser.address('/api/session');
    await first.close();
    const second = await startTestHome({ dataDir, port: Number(new URL(first.url).port) });
    for (const answer of [
      await ask(`${second.url}/api/session`, { headers: before }),
      await ask(`${second.url}${address}`, { headers: { cookie: browser.cookie ?? '' } }),
    ])
      expect(answer.field('code')).toBe('proof_required');
    // The page meets the new run, and continues.
    expect((await browser.get('/api/session')).status).toBe(200);
    await second.close();
    rmSync(dataDir, { recursive: true });
  });
});

describe('a signed address', () => {
  const read = (browser: Browser, address: string, method = 'GET'): Promise<Answer> =>
    ask(`${home.url}${address}`, { method, headers: { cookie: browser.cookie ?? '' } });

  it('is good for reading its own path, with the cookie', async () => {
    for (const path of contents.filter((each) => each !== '/api/stream')) {
      expect((await read(home.owner, home.owner.address(path))).status, path).toBe(200);
      expect((await read(home.owner, home.owner.address(path), 'HEAD')).status, path).toBe(200);
      expect((await ask(`${home.url}${home.owner.address(path)}`)).status, path).toBe(401);
      expect((await read(guest, home.owner.address(path))).field('code'), path).toBe('proof_required');
    }
  });

  it('is good for no other path, and for no write', async () => {
    const signed = home.owner.address('/api/session');
    for (const address of [signed.replace('/api/session', '/api/people'), `${signed}&x=1`, signed.slice(0, -1)])
      expect((await read(home.owner, address)).field('code'), address).toBe('proof_required');
    for (const method of ['DELETE', 'POST']) {
      const answer = await read(home.owner, signed, method);
      expect([401, 400], method).toContain(answer.status);
    }
    expect((await home.owner.get('/api/session')).status).toBe(200);
  });

  it('ends at its time, and is refused when that is too far ahead', async () => {
    const where = { server_nonce: await serverNonce(), host: new URL(home.url).host };
    const path = '/api/session';
    const until = (end: number): Promise<Answer> => read(home.owner, withProof(path, addressProof(secretOf(home.owner), where, path, end)));
    expect((await until(Date.now() + 60_000)).status).toBe(200);
    for (const end of [Date.now() - 1, 0, -1, Date.now() + 4 * DAY_MS, Number.MAX_SAFE_INTEGER])
      expect((await until(end)).field('code'), String(end)).toBe('proof_required');
  });
});

describe('a cookie that another program on this host has set', () => {
  it('signs no person in, and the right cookie beside it still works', async () => {
    const planted = `${guest.cookie ?? ''}; ${home.owner.cookie ?? ''}`;
    const { cookie: _cookie, ...proof } = home.owner.headersFor('GET', '/api/session');
    const answer = await ask(`${home.url}/api/session`, { headers: { ...proof, cookie: planted } });
    expect(answer.json()).toMatchObject({ me: { role: 'owner' } });
    const socket = await home.socket({ origin: home.url, cookie: planted });
    await home.owner.prove(socket);
    expect((await socket.request('watch', WATCH)).type).toBe('ok');
  });
});

describe('the handshake', () => {
  it('raises the frame limit only after the proof', async () => {
    const long = { room_id: 'lobby', content: 'x'.repeat(100_000) };
    const app = await home.socketOf(home.owner);
    expect((await app.request('send_message', long)).type).toBe('ok');
    const early = await home.socket(home.owner.socketHeaders());
    early.send('send_message', long);
    expect((await early.closed).code).toBe(1009);
  });

  it('needs a session, and each answer to it is used once', async () => {
    const unknown = await ask(`${home.url}/api/session/challenge`, { method: 'POST', body: { session_id: 'x', nonce: 'n'.repeat(16) } });
    expect(unknown.field('code')).toBe('unauthorized');
    const { session } = home.owner;
    if (!session) expect.fail('The owner is not signed in.');
    const first = await home.socket(home.owner.socketHeaders());
    const { challenge, accept } = greet({ session, host: new URL(home.url).host, now: Date.now, newNonce });
    const { prove } = accept((await first.request('page_challenge', challenge)).payload);
    const second = await home.socket(home.owner.socketHeaders());
    await second.request('page_challenge', challenge);
    expect((await second.request('page_proof', prove)).payload).toMatchObject({ code: 'unauthorized' });
    expect((await first.request('page_proof', prove)).type).toBe('ok');
    expect((await first.request('page_proof', prove)).type).toBe('error');
  });

  it('is not for a session that has ended, nor after it did', async () => {
    const browser = await home.guest('Una');
    const socket = await home.socket(browser.socketHeaders());
    const { session } = browser;
    if (!session) expect.fail('Una is not signed in.');
    const { challenge, accept } = greet({ session, host: new URL(home.url).host, now: Date.now, newNonce });
    const { prove } = accept((await socket.request('page_challenge', challenge)).payload);
    await browser.delete('/api/session');
    expect((await socket.request('page_proof', prove)).payload).toMatchObject({ code: 'unauthorized' });
    const late = await home.socket(browser.socketHeaders());
    expect((await late.request('page_challenge', challenge)).payload).toMatchObject({ code: 'unauthorized' });
  });

  it.each(['page_challenge', 'page_proof'])('refuses a malformed %s and keeps the connection', async (type) => {
    const socket = await home.socket(home.owner.socketHeaders());
    const values = [null, 7, 'x', [], {}, 'n'.repeat(200), '\u0000'.repeat(20)];
    const payloads = values.flatMap((value) => [
      value,
      { session_id: value, nonce: value, proof: value },
      { session_id: 'x', nonce: value },
    ]);
    for (const payload of payloads.filter((each) => !isWellFormed(type, each))) {
      const { payload: why } = await socket.request(type, payload);
      expect(why, JSON.stringify(payload)).toMatchObject({ code: 'invalid_payload' });
    }
    await home.owner.prove(socket);
    socket.close();
  });

  it('is the app’s: connections of agents over TCP know nothing of it', async () => {
    const lines = await home.lines();
    const { challenge } = greet({ session: home.owner.session ?? { id: '', secret: '' }, host: '', now: Date.now, newNonce });
    expect((await lines.request('page_challenge', challenge)).type).toBe('error');
  });
});

it('A page over HTTPS is no page of an address without it, and gets no cookie there', async () => {
  const enter = (origin: string) =>
    ask(`${home.url}/api/session`, { method: 'POST', body: { token: home.gateway.issueOwnerToken() }, headers: { origin } });
  const secure = await enter(home.url.replace('http:', 'https:'));
  expect([secure.field('code'), secure.headers['set-cookie']]).toEqual(['origin_not_allowed', undefined]);
  const [cookie] = (await enter(home.url)).headers['set-cookie'] ?? [];
  expect(cookie).toContain('HttpOnly');
  expect(cookie).not.toContain('Secure');
});

it('A session of one address does not work at another of the same home', async () => {
  const local = createBrowser(home.url.replace('127.0.0.1', 'localhost'));
  await local.enter(home.gateway.issueOwnerToken());
  expect((await local.get('/api/session')).status).toBe(200);
  const carried = local.headersFor('GET', '/api/session');
  expect((await ask(`${home.url}/api/session`, { headers: { ...carried, origin: home.url } })).field('code')).toBe('proof_required');
});
