// The limits of one person and of one key, over all their connections and agents together.
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { BODIES_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Browser } from '../testing/browser.ts';
import { codeOf, fieldOf, keyHomeForEach } from '../testing/key-home.ts';
import type { WireClient } from '../testing/wire-client.ts';

const at = keyHomeForEach();
const open = (browser: Browser): Promise<WireClient> => at.home.socketOf(browser);
const openMany = (browser: Browser, count: number): Promise<WireClient[]> =>
  Promise.all(Array.from({ length: count }, () => open(browser)));

/** One connection too many: its page is refused, and it ends. */
async function expectOneTooMany(browser: Browser): Promise<void> {
  const socket = await at.home.socket(browser.socketHeaders());
  await expect(browser.prove(socket)).rejects.toThrow('rate_limit_connections');
  await socket.closed;
}

describe('Connections', () => {
  it('of one person are limited, sockets and streams together, and others and the owner are not affected', async () => {
    await at.limit({ connections_per_person: 4 });
    const [gus, kai] = [await at.home.guest('Gus'), await at.home.guest('Kai')];
    const windows = await openMany(gus, 4);
    await expectOneTooMany(gus);
    const stream = await gus.get('/api/stream');
    expect([stream.status, stream.field('code')]).toEqual([429, 'rate_limit_connections']);
    expect(stream.field('detail')).toBe('Not more than 4 connections at a time for one person. Close some first.');
    for (const each of windows) expect((await each.request('list_rooms')).type).not.toBe('error');
    expect((await gus.get('/api/rooms')).status).toBe(200);
    expect((await (await open(kai)).request('ping')).type).toBe('pong');
    for (const each of await openMany(at.home.owner, 8)) expect((await each.request('ping')).type).toBe('pong');
    windows[0]?.close();
    await expect
      .poll(() =>
        open(gus).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  it('that answer no heartbeat make room for the next, and those that do never', async () => {
    await at.limit({ connections_per_person: 2 });
    const gus = await at.home.guest('Gus');
    const [live, asleep] = await openMany(gus, 2);
    for (let seconds = 0; seconds < 50; seconds += 10) {
      at.clock.pass(10_000);
      for (const each of [live!, at.owner]) await each.request('ping');
    }
    const next = await open(gus);
    await asleep!.closed;
    await expectOneTooMany(gus);
    for (const each of [live!, next]) expect((await each.request('ping')).type).toBe('pong');
  });

  it('with one key are limited, and one that replaces another does not count', async () => {
    await at.limit({ connections_per_key: 2 });
    const { secret } = await at.makeKey();
    const register = async (how: object) => {
      const line = await at.home.lines();
      return { line, answer: await line.request('register', { key: secret, name: 'Ada', agent_id: 'ada', ...how }) };
    };
    expect([(await register({})).answer.type, (await register({ beside: true })).answer.type]).toEqual(['ok', 'ok']);
    for (const how of [{ beside: true }, { agent_id: 'bea' }]) {
      const late = await register(how);
      expect([late.answer.type, codeOf(late.answer)]).toEqual(['error', 'rate_limit_connections']);
      await late.line.closed;
    }
    expect((await register({ reconnect: true })).answer.type).toBe('ok');
    for (let index = 0; index < 5; index += 1) await at.home.agent(`of the home ${index}`);
  });
});

describe('Long answers', () => {
  async function fill(): Promise<void> {
    for (let count = 0; count < 4; count += 1) await at.owner.request('send_message', { room_id: LOBBY_ID, content: 'x'.repeat(200_000) });
  }
  const history = (client: WireClient) => client.request('get_history', { room_id: LOBBY_ID, limit: 1_000 });

  it('of one guest are slowed on all connections together, and nothing else is', async () => {
    await fill();
    await at.limit({ answered_mb_per_guest: 5 });
    const [gus, kai] = [await at.home.guest('Gus', { room_ids: [LOBBY_ID] }), await at.home.guest('Kai', { room_ids: [LOBBY_ID] })];
    const [first, second, other] = [await open(gus), await open(gus), await open(kai)];
    expect((await history(first)).type).toBe('ok');
    expect((await history(second)).type).toBe('ok');
    for (const each of [first, second]) {
      const refused = await history(each);
      expect([codeOf(refused), fieldOf(refused, 'message')]).toEqual([
        'rate_limit_bytes',
        'Too much data was requested. Try again in 8 seconds.',
      ]);
    }
    const overHttp = await gus.get(`/api/rooms/${LOBBY_ID}/messages`);
    expect([overHttp.status, overHttp.field('code'), overHttp.headers['retry-after']]).toEqual([429, 'rate_limit_bytes', '8']);
    expect((await first.request('send_message', { room_id: LOBBY_ID, content: 'Hi' })).type).toBe('ok');
    expect([(await history(other)).type, (await history(at.owner)).type]).toEqual(['ok', 'ok']);
    at.clock.pass(8_000);
    expect((await history(second)).type).toBe('ok');
  });

  it('of all agents of a key are slowed together', async () => {
    await fill();
    await at.limit({ answered_mb_per_key: 5 });
    const { secret } = await at.makeKey();
    const [a, b] = [await at.home.agent('a', { key: secret, agent_id: 'a' }), await at.home.agent('b', { key: secret, agent_id: 'b' })];
    expect([(await history(a)).type, (await history(b)).type]).toEqual(['history_result', 'history_result']);
    expect([codeOf(await history(a)), codeOf(await history(b))]).toEqual(['rate_limit_bytes', 'rate_limit_bytes']);
    const own = await at.home.agent('of the home');
    for (let count = 0; count < 10; count += 1) expect((await history(own)).type).toBe('history_result');
  });

  it('of a guest who asks on many connections let others through, and all are answered', async () => {
    await fill();
    const gus = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
    const windows = await openMany(gus, 20);
    // Asked after them all, answered before the last of them.
    let isDone = false;
    const asked = Promise.all(windows.map(history)).finally(() => (isDone = true));
    expect((await at.owner.request('get_history', { room_id: LOBBY_ID, limit: 1 })).type).toBe('ok');
    expect(isDone).toBe(false);
    expect((await asked).map(({ type }) => type)).toEqual(windows.map(() => 'ok'));
  });
});

describe('Bodies that are coming in', () => {
  function post(browser: Browser, bytes: number): Socket {
    const { hostname, port } = new URL(at.home.url);
    const path = `/api/rooms/${LOBBY_ID}/messages`;
    const headers = { Host: `${hostname}:${port}`, ...browser.headersFor('POST', path), 'Content-Type': 'application/json' };
    const lines = Object.entries({ ...headers, 'Content-Length': String(bytes) }).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n{`);
    return socket;
  }

  it('of one person are limited in bytes, and many small ones are accepted', async () => {
    const gus = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
    const sockets = Array.from({ length: BODIES_BYTES_MAX / 1_000_000 }, () => post(gus, 1_000_000));
    const extra = post(gus, 1_000_000);
    const said = await new Promise<string>((resolve) => extra.once('data', (data) => resolve(data.toString('latin1'))));
    expect(said).toMatch(/^HTTP\/1\.1 429 /);
    expect((await at.home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'x' })).status).toBe(201);
    for (const socket of [...sockets, extra]) socket.destroy();
    await expect.poll(async () => (await gus.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'y'.repeat(100_000) })).status).toBe(201);
    const many = await Promise.all(Array.from({ length: 60 }, () => gus.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'x' })));
    expect([...new Set(many.map(({ status }) => status))]).toEqual([201]);
  });
});
