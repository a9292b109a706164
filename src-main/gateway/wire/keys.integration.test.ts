// What keys let in, and until when: secrets that change, keys that allow less, and whose agents are whose.
import { readFileSync, statSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS, type Reply } from '../../../src-shared/commands.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import { SESSION_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { createTestClock, type TestClock } from '../testing/clock.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';
import type { WireClient } from '../testing/wire-client.ts';

const MINUTE_MS = 60_000;

let home: TestHome;
let clock: TestClock;
let owner: WireClient;
beforeEach(async () => {
  clock = createTestClock(Date.now());
  home = await startTestHome({ now: clock.now, after: clock.after });
  owner = await home.socket(home.owner.socketHeaders());
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
});

const field = ({ payload }: { payload: unknown }, name: string): unknown => Object(payload)[name];
const code = (frame: { payload: unknown }): unknown => field(frame, 'code');
const last = (client: WireClient): { payload: unknown } => client.received.at(-1) ?? { payload: null };

async function makeKey(how: object = {}): Promise<Reply<'create_key'>> {
  return COMMANDS.create_key.reply.parse((await owner.request('create_key', { label: 'Bot', ...how })).payload);
}
async function rotate(key_id: string, how: object = {}): Promise<Reply<'rotate_key'>> {
  return COMMANDS.rotate_key.reply.parse((await owner.request('rotate_key', { key_id, ...how })).payload);
}
async function makeRoom(how: object = {}): Promise<string> {
  return COMMANDS.create_room.reply.parse((await owner.request('create_room', { name: newId(), ...how })).payload).id;
}
/** What comes of coming in with a secret, over the wire and over HTTP. */
async function comingIn(secret: string): Promise<unknown[]> {
  const line = await home.lines();
  const registered = await line.request('register', { key: secret, name: 'Bot' });
  line.close();
  const headers = { authorization: `Bearer ${secret}` };
  return [registered.type === 'ok' || code(registered), (await ask(`${home.url}/api/rooms`, { headers })).status];
}
/** Lets time pass in which those who are connected say something now and then. */
async function pass(ms: number, ...others: WireClient[]): Promise<void> {
  for (let left = ms; left > 0; left -= 20_000) {
    clock.pass(Math.min(left, 20_000));
    for (const each of [owner, ...others]) each.send('ping');
    await owner.request('ping');
  }
}
const IN = [true, 200];
const OUT = ['unauthorized', 401];

describe('A secret that another takes the place of', () => {
  it('is good until the grace is over, and those who came with it go then', async () => {
    const { key, secret } = await makeKey();
    const agent = await home.agent('Ada', { key: secret });
    const rotated = await rotate(key.id, { grace_ms: MINUTE_MS });
    expect(rotated.key).toEqual({
      ...key,
      hint: rotated.secret.slice(0, 10),
      last_used_at: clock.now(),
      old_secret_until: clock.now() + MINUTE_MS,
    });
    expect([await comingIn(secret), await comingIn(rotated.secret)]).toEqual([IN, IN]);
    const newer = await home.agent('Bea', { key: rotated.secret });
    await pass(MINUTE_MS - 1, agent, newer);
    expect((await agent.request('ping')).type).toBe('pong');
    await pass(10_000);
    await agent.closed;
    expect(code(last(agent))).toBe('unauthorized');
    expect((await newer.request('list_rooms')).type).toBe('room_list');
    expect([await comingIn(secret), await comingIn(rotated.secret)]).toEqual([OUT, IN]);
    const { keys } = COMMANDS.list_keys.reply.parse((await owner.request('list_keys')).payload);
    expect(keys.find((each) => each.id === key.id)?.old_secret_until).toBeNull();
  });

  it('is void at once without a grace, and so are all before it', async () => {
    const { key, secret } = await makeKey();
    const second = await rotate(key.id);
    const agent = await home.agent('Ada', { key: secret });
    const third = await rotate(key.id, { grace_ms: 0 });
    await agent.closed;
    expect(third.key.old_secret_until).toBeNull();
    expect([await comingIn(secret), await comingIn(second.secret), await comingIn(third.secret)]).toEqual([OUT, OUT, IN]);
  });

  it('keeps its own time when it is followed by others twice', async () => {
    const { key, secret } = await makeKey();
    const second = await rotate(key.id, { grace_ms: 2 * MINUTE_MS });
    const third = await rotate(key.id, { grace_ms: 4 * MINUTE_MS });
    const fourth = await rotate(key.id, { grace_ms: 3 * MINUTE_MS });
    expect(await Promise.all([secret, second.secret, third.secret, fourth.secret].map(comingIn))).toEqual([IN, IN, IN, IN]);
    await pass(2 * MINUTE_MS);
    expect(await Promise.all([secret, second.secret, third.secret, fourth.secret].map(comingIn))).toEqual([OUT, IN, IN, IN]);
    await pass(MINUTE_MS);
    expect(await Promise.all([second.secret, third.secret, fourth.secret].map(comingIn))).toEqual([OUT, OUT, IN]);
  });

  it('orphans nothing: rooms, agents and memberships stay the key’s', async () => {
    const { key, secret } = await makeKey();
    const agent = await home.agent('Ada', { key: secret, agent_id: 'ada' });
    const room_id = field(await agent.request('create_room', { name: 'Den' }), 'room_id');
    await agent.request('join_room', { room_id });
    const rotated = await rotate(key.id);
    agent.close();
    await agent.closed;
    const back = await home.agent('Ada', { key: rotated.secret, agent_id: 'ada', reconnect: true });
    expect((await back.request('send_message', { room_id, content: 'Still mine' })).type).toBe('ok');
    expect((await back.request('update_room', { room_id, name: 'Lair' })).type).toBe('ok');
  });

  it('ends with the key, and a key that was ended gets no other', async () => {
    const { key, secret } = await makeKey();
    const { secret: newer } = await rotate(key.id);
    const [a, b] = [await home.agent('Ada', { key: secret }), await home.agent('Bea', { key: newer })];
    await owner.request('revoke_key', { key_id: key.id });
    await Promise.all([a.closed, b.closed]);
    expect([await comingIn(secret), await comingIn(newer)]).toEqual([OUT, OUT]);
    expect(code(await owner.request('rotate_key', { key_id: key.id }))).toBe('key_not_found');
    expect(code(await owner.request('update_key', { key_id: key.id, label: 'Back' }))).toBe('key_not_found');
    expect(await comingIn(newer)).toEqual(OUT);
  });

  it('is told to whoever asks with it, before that connection ends too', async () => {
    const { key, secret } = await makeKey({ rights: ['read', 'admin'] });
    const agent = await home.agent('Ada', { key: secret });
    const { secret: newer } = COMMANDS.rotate_key.reply.parse((await agent.request('rotate_key', { key_id: key.id, grace_ms: 0 })).payload);
    clock.pass(10_000);
    await agent.closed;
    expect([await comingIn(secret), await comingIn(newer)]).toEqual([OUT, IN]);
  });

  it.each([-1, 0.5, 9e15, 1e308, null, '1h', '', '１', {}, [], true])('takes no grace of %j', async (grace_ms) => {
    const { key, secret } = await makeKey();
    expect(code(await owner.request('rotate_key', { key_id: key.id, grace_ms }))).toBe('invalid_payload');
    expect(await comingIn(secret)).toEqual(IN);
  });
});

describe('The key of the home', () => {
  it('is in its file, anew and whole, readable by its owner only', async () => {
    const { keyFile } = home.gateway.ready;
    const { secret } = await rotate('home');
    expect(readFileSync(keyFile, 'utf8')).toBe(`${secret}\n`);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(home.dataDir).filter((name) => name.startsWith('agent.key'))).toEqual(['agent.key']);
    expect([await comingIn(home.key), await comingIn(secret)]).toEqual([IN, IN]);
  });

  it('keeps the grace when the home died before the file was written', async () => {
    const { dataDir } = home;
    const first = home.key;
    writeFileSync(`${home.gateway.ready.keyFile}.left`, 'half');
    await rotate('home');
    writeFileSync(home.gateway.ready.keyFile, `${first}\n`);
    await home.gateway.close();
    home = await startTestHome({ dataDir, now: clock.now, after: clock.after });
    expect(home.key).not.toBe(first);
    expect([await comingIn(first), await comingIn(home.key)]).toEqual([IN, IN]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('agent.key'))).toEqual(['agent.key']);
  });
});

describe('A key that is changed', () => {
  it('allows what it allows now, also to those who are in', async () => {
    const { key, secret } = await makeKey();
    const agent = await home.agent('Ada', { key: secret });
    const room_id = await makeRoom({ public: true });
    for (const id of [LOBBY_ID, room_id]) await agent.request('join_room', { room_id: id });
    const changed = COMMANDS.update_key.reply.parse(
      (await owner.request('update_key', { key_id: key.id, label: ' Reader ', room_ids: [room_id, room_id], rights: ['read', 'read'] }))
        .payload,
    );
    expect(changed).toMatchObject({ label: 'Reader', room_ids: [room_id], rights: ['read'] });
    expect(code(await agent.request('send_message', { room_id, content: 'Hi' }))).toBe('access_denied');
    expect(code(await agent.request('get_history', { room_id: LOBBY_ID }))).toBe('room_not_found');
    const before = agent.received.length;
    await owner.request('send_message', { room_id: LOBBY_ID, content: 'Not for Ada' });
    await owner.request('send_message', { room_id, content: 'For Ada' });
    await agent.request('ping');
    const heard = JSON.stringify(agent.received.slice(before));
    expect(heard).toContain('For Ada');
    expect(heard).not.toContain('Not for Ada');
    await owner.request('update_key', { key_id: key.id, room_ids: null, rights: ['read', 'post'] });
    expect((await agent.request('get_history', { room_id: LOBBY_ID })).type).toBe('history_result');
  });

  it('has those who watch come anew', async () => {
    const { key, secret } = await makeKey();
    const watching = await home.agent('Ada', { key: secret });
    await watching.request('watch');
    await owner.request('update_key', { key_id: key.id, room_ids: [LOBBY_ID] });
    await watching.closed;
    expect(code(last(watching))).toBe('access_denied');
  });

  it('never allows more than the key with which it is asked for', async () => {
    const { key, secret } = await makeKey({ rights: ['read', 'admin'] });
    const wide = await makeKey();
    const agent = await home.agent('Ada', { key: secret });
    const asks: [string, object][] = [
      ['create_key', { label: 'More', rights: ['post'] }],
      ['update_key', { key_id: key.id, rights: ['read', 'post', 'admin'] }],
      ['rotate_key', { key_id: wide.key.id }],
    ];
    for (const [type, payload] of asks) expect([type, code(await agent.request(type, payload))]).toEqual([type, 'access_denied']);
    expect((await agent.request('create_key', { label: 'Less', rights: ['read'] })).type).toBe('ok');
  });

  it('with the admin right for some rooms does not reach the home', async () => {
    const room_id = await makeRoom({ public: true });
    const { key, secret } = await makeKey({ rights: ['read', 'post', 'create', 'coordinate', 'admin'], room_ids: [room_id] });
    const agent = await home.agent('Ada', { key: secret });
    const asks: [string, object][] = [
      ['create_key', { label: 'More' }],
      ['update_key', { key_id: key.id, room_ids: null }],
      ['rotate_key', { key_id: key.id }],
      ['revoke_key', { key_id: 'home' }],
      ['list_keys', {}],
      ['create_invite', {}],
      ['create_invite', { room_ids: [room_id], role: 'admin' }],
      ['list_people', {}],
      ['get_sharing', {}],
      ['update_home', { name: 'Mine' }],
      ['create_room', { name: 'Mine' }],
      ['open_direct', { participant_id: field(await owner.request('update_profile', { name: 'Olga' }), 'id') }],
    ];
    for (const [type, payload] of asks) expect([type, code(await agent.request(type, payload))]).toEqual([type, 'access_denied']);
    expect((await agent.request('update_room', { room_id, name: 'Renamed' })).type).toBe('ok');
  });

  it.each([
    { room_ids: [] },
    { room_ids: ['nowhere'] },
    { room_ids: 'lobby' },
    { room_ids: Array.from({ length: 501 }, () => LOBBY_ID) },
    { rights: [] },
    { rights: ['rule'] },
    { rights: null },
    { rights: ['__proto__'] },
    { label: '' },
    { label: 'a\u2028b' },
    { label: 'x'.repeat(81) },
    { label: null },
  ])('cannot be made so: %j', async (wrong) => {
    const { key, secret } = await makeKey();
    for (const [type, payload] of [
      ['create_key', { label: 'Bot', ...wrong }],
      ['update_key', { key_id: key.id, ...wrong }],
    ] as const) {
      expect(['invalid_payload', 'room_not_found']).toContain(code(await owner.request(type, payload)));
    }
    expect(await comingIn(secret)).toEqual(IN);
  });
});

describe('An agent id', () => {
  /** What comes of coming in as an agent with a key. */
  async function takes(key: string, agent_id: string): Promise<unknown> {
    const line = await home.lines();
    const answer = await line.request('register', { key, name: 'Any', agent_id, reconnect: true });
    line.close();
    await line.closed;
    return answer.type === 'ok' || code(answer);
  }

  it('belongs to the person whose key made it: no other person’s key takes it', async () => {
    const admin = await home.guest('Anna', { role: 'admin' });
    const hers = (await admin.post('/api/keys', { label: 'Hers' })).field('secret');
    const mine = await makeKey();
    await home.agent('Ada', { key: mine.secret, agent_id: 'ada' });
    expect([await takes(hers, 'ada'), await takes(hers, 'porter'), await takes(hers, 'bea')]).toEqual([
      'agent_id_taken',
      'agent_id_taken',
      true,
    ]);
    expect([await takes(mine.secret, 'bea'), await takes(home.key, 'ada')]).toEqual(['agent_id_taken', true]);
  });

  it('is for keys to all rooms of that person, and for a key to some rooms only if it came with it', async () => {
    const scoped = await makeKey({ room_ids: [LOBBY_ID] });
    const other = await makeKey({ room_ids: [LOBBY_ID] });
    await takes(home.key, 'ada');
    expect([await takes(scoped.secret, 'ada'), await takes(scoped.secret, 'own')]).toEqual(['agent_id_taken', true]);
    expect([await takes(other.secret, 'own'), await takes(home.key, 'own'), await takes(scoped.secret, 'own')]).toEqual([
      'agent_id_taken',
      true,
      true,
    ]);
  });

  it('of a key itself is for that key only, before it is used as well', async () => {
    const { key, secret } = await makeKey();
    expect([await takes(home.key, `key-${key.id}`), await takes(secret, 'key-home')]).toEqual(['agent_id_taken', 'agent_id_taken']);
    expect(await takes(secret, `key-${key.id}`)).toBe(true);
    expect(await comingIn(secret)).toEqual(IN);
  });
});

describe('A key that is ended', () => {
  it('while its agent is sending: nothing is taken after that', async () => {
    const { key, secret } = await makeKey();
    const agent = await home.agent('Ada', { key: secret });
    const room_id = await makeRoom({ public: true });
    await agent.request('join_room', { room_id });
    let sent = 0;
    const flood = async (): Promise<void> => {
      for (; sent < 20_000; sent += 100) {
        for (let n = 0; n < 100; n += 1) agent.send('send_message', { room_id, content: 'x' }, `${sent + n}`);
        await sleep(1);
      }
    };
    const flooding = flood();
    await agent.waitFor((frame) => frame.type === 'ok' && frame.reply_to === '150');
    await owner.request('revoke_key', { key_id: key.id });
    const tip = async (): Promise<unknown> => field(await owner.request('room_tip', { room_id }), 'seq');
    // What had been taken when the key ended may still have been on its way to the disk.
    await owner.request('send_message', { room_id, content: 'The end' });
    const atTheEnd = await tip();
    await agent.closed;
    await flooding;
    expect(await tip()).toBe(atTheEnd);
    expect(atTheEnd).toBeLessThan(20_000);
  });

  it('while its agent is coming in lets nobody in', async () => {
    const { key, secret } = await makeKey();
    const line = await home.lines();
    const [registered] = await Promise.all([
      line.request('register', { key: secret, name: 'Ada' }),
      owner.request('revoke_key', { key_id: key.id }),
    ]);
    if (registered.type === 'ok') await line.closed;
    else expect(code(registered)).toBe('unauthorized');
    expect(await comingIn(secret)).toEqual(OUT);
  });
});

describe('A key’s last use', () => {
  it('is noted over the wire, WebSocket and HTTP alike, once a minute', async () => {
    const { key, secret } = await makeKey();
    const lastUse = async (): Promise<unknown> => {
      const { keys } = COMMANDS.list_keys.reply.parse((await owner.request('list_keys')).payload);
      return keys.find((each) => each.id === key.id)?.last_used_at;
    };
    const lines = await home.agent('Ada', { key: secret });
    const socket = await home.socket();
    await socket.request('register', { key: secret, name: 'Bea' });
    const uses = [
      () => lines.request('list_rooms'),
      () => socket.request('list_rooms'),
      () => ask(`${home.url}/api/rooms`, { headers: { authorization: `Bearer ${secret}` } }),
    ];
    for (const use of uses) {
      const before = await lastUse();
      await pass(30_000, lines, socket);
      await use();
      expect(await lastUse()).toBe(before);
      await pass(30_000, lines, socket);
      await use();
      await expect.poll(lastUse).toBe(clock.now());
    }
  });
});

describe('A session that is over', () => {
  it('ends its open connections', async () => {
    // Sessions begin by the writer's own clock, so one that is made now ends in a minute by this one.
    const late = createTestClock(Date.now() + SESSION_LIFETIME_MS - MINUTE_MS);
    const other = await startTestHome({ now: late.now, after: late.after });
    const guest = await other.guest('Gus');
    const socket = await other.socket(guest.socketHeaders());
    await socket.request('watch');
    late.pass(MINUTE_MS / 2);
    expect((await socket.request('list_rooms')).type).toBe('ok');
    late.pass(MINUTE_MS);
    await socket.closed;
    expect(code(last(socket))).toBe('unauthorized');
    expect((await guest.get('/api/rooms')).status).toBe(401);
    await other.close();
    expect(other.logged).toEqual([]);
  });
});
