// Access by keys and its end: changed secrets, ended keys and ended sessions.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { COMMANDS, type Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { SESSION_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import { createTestClock } from '../../testing/clock.ts';
import { startTestHome } from '../../testing/home.ts';
import { ask } from '../../testing/http-client.ts';
import { codeOf, fieldOf, IN, OUT, keyHomeForEach, startKeyHome } from '../../testing/key-home.ts';
import { recordOf } from '../../testing/transports.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const MINUTE_MS = 60_000;

const at = keyHomeForEach();

const last = (client: WireClient): { payload: unknown } => client.received.at(-1) ?? { payload: null };

async function rotate(key_id: string, how: object = {}): Promise<Reply<'rotate_key'>> {
  return COMMANDS.rotate_key.reply.parse((await at.owner.request('rotate_key', { key_id, ...how })).payload);
}
/** Lets time pass in which those who are connected say something now and then. */
async function pass(ms: number, ...others: WireClient[]): Promise<void> {
  for (let left = ms; left > 0; left -= 20_000) {
    at.clock.pass(Math.min(left, 20_000));
    for (const each of [at.owner, ...others]) each.send('ping');
    await at.owner.request('ping');
  }
}

describe('A secret that another takes the place of', () => {
  it('is good until the grace is over, and those who came with it go then', async () => {
    const { key, secret } = await at.makeKey();
    const agent = await at.home.agent('Ada', { key: secret });
    const rotated = await rotate(key.id, { grace_ms: MINUTE_MS });
    expect(rotated.key).toEqual({
      ...key,
      hint: rotated.secret.slice(0, 10),
      last_used_at: at.clock.now(),
      old_secret_until: at.clock.now() + MINUTE_MS,
    });
    expect([await at.comingIn(secret), await at.comingIn(rotated.secret)]).toEqual([IN, IN]);
    const newer = await at.home.agent('Bea', { key: rotated.secret });
    await pass(MINUTE_MS - 1, agent, newer);
    expect((await agent.request('ping')).type).toBe('pong');
    await pass(10_000);
    await agent.closed;
    expect(codeOf(last(agent))).toBe('unauthorized');
    expect((await newer.request('list_rooms')).type).toBe('room_list');
    expect([await at.comingIn(secret), await at.comingIn(rotated.secret)]).toEqual([OUT, IN]);
    const { keys } = COMMANDS.list_keys.reply.parse((await at.owner.request('list_keys')).payload);
    expect(keys.find((each) => each.id === key.id)?.old_secret_until).toBeNull();
  });

  it('says nothing more from the moment the grace is over, before anybody looks for those who came with it', async () => {
    const { key, secret } = await at.makeKey();
    const agent = await at.home.agent('Ada', { key: secret });
    await agent.request('join_room', { room_id: LOBBY_ID });
    await rotate(key.id, { grace_ms: 1_000 });
    at.clock.pass(1_000);
    agent.send('send_message', { room_id: LOBBY_ID, content: 'too late' });
    await agent.closed;
    expect(codeOf(last(agent))).toBe('unauthorized');
    const { messages } = recordOf(await at.owner.request('get_history', { room_id: LOBBY_ID }));
    expect(JSON.stringify(messages)).not.toContain('too late');
  });

  it('is void at once without a grace, and so are all before it', async () => {
    const { key, secret } = await at.makeKey();
    const second = await rotate(key.id);
    const agent = await at.home.agent('Ada', { key: secret });
    const third = await rotate(key.id, { grace_ms: 0 });
    await agent.closed;
    expect(third.key.old_secret_until).toBeNull();
    expect([await at.comingIn(secret), await at.comingIn(second.secret), await at.comingIn(third.secret)]).toEqual([OUT, OUT, IN]);
  });

  it('keeps its own time when it is followed by others twice', async () => {
    const { key, secret } = await at.makeKey();
    const second = await rotate(key.id, { grace_ms: 2 * MINUTE_MS });
    const third = await rotate(key.id, { grace_ms: 4 * MINUTE_MS });
    const fourth = await rotate(key.id, { grace_ms: 3 * MINUTE_MS });
    expect(await Promise.all([secret, second.secret, third.secret, fourth.secret].map(at.comingIn))).toEqual([IN, IN, IN, IN]);
    await pass(2 * MINUTE_MS);
    expect(await Promise.all([secret, second.secret, third.secret, fourth.secret].map(at.comingIn))).toEqual([OUT, IN, IN, IN]);
    await pass(MINUTE_MS);
    expect(await Promise.all([second.secret, third.secret, fourth.secret].map(at.comingIn))).toEqual([OUT, OUT, IN]);
  });

  it('orphans nothing: rooms, agents and memberships stay the key’s', async () => {
    const { key, secret } = await at.makeKey();
    const agent = await at.home.agent('Ada', { key: secret, agent_id: 'ada' });
    const room_id = fieldOf(await agent.request('create_room', { name: 'Den' }), 'room_id');
    await agent.request('join_room', { room_id });
    const rotated = await rotate(key.id);
    agent.close();
    await agent.closed;
    const back = await at.home.agent('Ada', { key: rotated.secret, agent_id: 'ada', reconnect: true });
    expect((await back.request('send_message', { room_id, content: 'Still mine' })).type).toBe('ok');
    expect((await back.request('update_room', { room_id, name: 'Lair' })).type).toBe('ok');
  });

  it('ends with the key, and a key that was ended gets no other', async () => {
    const { key, secret } = await at.makeKey();
    const { secret: newer } = await rotate(key.id);
    const [a, b] = [await at.home.agent('Ada', { key: secret }), await at.home.agent('Bea', { key: newer })];
    await at.owner.request('revoke_key', { key_id: key.id });
    await Promise.all([a.closed, b.closed]);
    expect([await at.comingIn(secret), await at.comingIn(newer)]).toEqual([OUT, OUT]);
    expect(codeOf(await at.owner.request('rotate_key', { key_id: key.id }))).toBe('key_not_found');
    expect(codeOf(await at.owner.request('update_key', { key_id: key.id, label: 'Back' }))).toBe('key_not_found');
    expect(await at.comingIn(newer)).toEqual(OUT);
  });

  it('is sent to the connection that requests it, before that connection ends too', async () => {
    const { key, secret } = await at.makeKey({ rights: ['read', 'admin'] });
    const agent = await at.home.agent('Ada', { key: secret });
    const { secret: newer } = COMMANDS.rotate_key.reply.parse((await agent.request('rotate_key', { key_id: key.id, grace_ms: 0 })).payload);
    at.clock.pass(10_000);
    await agent.closed;
    expect([await at.comingIn(secret), await at.comingIn(newer)]).toEqual([OUT, IN]);
  });

  it('takes no grace that is none', async () => {
    const { key, secret } = await at.makeKey();
    for (const grace_ms of [-1, 0.5, 9e15, 1e308, null, '1h', '', '１', {}, [], true])
      expect([grace_ms, codeOf(await at.owner.request('rotate_key', { key_id: key.id, grace_ms }))]).toEqual([grace_ms, 'invalid_payload']);
    expect(await at.comingIn(secret)).toEqual(IN);
  });
});

describe('The key of the home', () => {
  it('is in its file, new and whole, readable by its owner only', async () => {
    const { keyFile } = at.home.gateway.ready;
    const { secret } = await rotate('home');
    expect(readFileSync(keyFile, 'utf8')).toBe(`${secret}\n`);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(at.home.dataDir).filter((name) => name.startsWith('agent.key'))).toEqual(['agent.key']);
    expect([await at.comingIn(at.home.key), await at.comingIn(secret)]).toEqual([IN, IN]);
  });

  it('keeps the grace when the home died before the file was written', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-keys-'));
    const before = await startKeyHome(dataDir, at.clock);
    const { key: first, gateway } = before.home;
    await before.owner.request('rotate_key', { key_id: 'home' });
    await before.home.close();
    writeFileSync(gateway.ready.keyFile, `${first}\n`);
    writeFileSync(`${gateway.ready.keyFile}.left`, 'half');
    const after = await startKeyHome(dataDir, at.clock);
    expect(after.home.key).not.toBe(first);
    expect([await after.comingIn(first), await after.comingIn(after.home.key)]).toEqual([IN, IN]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('agent.key'))).toEqual(['agent.key']);
    await after.home.close();
    rmSync(dataDir, { recursive: true });
  });
});

describe('A key that is ended', () => {
  it('while its agent is sending: nothing is taken after that', async () => {
    const { key, secret } = await at.makeKey();
    const agent = await at.home.agent('Ada', { key: secret });
    const room_id = await at.makeRoom({ public: true });
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
    await at.owner.request('revoke_key', { key_id: key.id });
    const tip = async (): Promise<unknown> => fieldOf(await at.owner.request('room_tip', { room_id }), 'seq');
    // A message that was accepted before the key ended may still be written.
    await at.owner.request('send_message', { room_id, content: 'The end' });
    const atTheEnd = await tip();
    await agent.closed;
    await flooding;
    expect(await tip()).toBe(atTheEnd);
    expect(atTheEnd).toBeLessThan(20_000);
  });

  it('while its agent registers refuses the agent', async () => {
    const { key, secret } = await at.makeKey();
    const line = await at.home.lines();
    const [registered] = await Promise.all([
      line.request('register', { key: secret, name: 'Ada' }),
      at.owner.request('revoke_key', { key_id: key.id }),
    ]);
    if (registered.type === 'ok') await line.closed;
    else expect(codeOf(registered)).toBe('unauthorized');
    expect(await at.comingIn(secret)).toEqual(OUT);
  });
});

describe('A key’s last use', () => {
  it('is noted over the wire, WebSocket and HTTP alike, once a minute', async () => {
    const { key, secret } = await at.makeKey();
    const lastUse = async (): Promise<unknown> => {
      const { keys } = COMMANDS.list_keys.reply.parse((await at.owner.request('list_keys')).payload);
      return keys.find((each) => each.id === key.id)?.last_used_at;
    };
    const lines = await at.home.agent('Ada', { key: secret });
    const socket = await at.home.socket();
    await socket.request('register', { key: secret, name: 'Bea' });
    const uses = [
      () => lines.request('list_rooms'),
      () => socket.request('list_rooms'),
      () => ask(`${at.home.url}/api/rooms`, { headers: { authorization: `Bearer ${secret}` } }),
    ];
    for (const use of uses) {
      const before = await lastUse();
      await pass(30_000, lines, socket);
      await use();
      expect(await lastUse()).toBe(before);
      await pass(30_000, lines, socket);
      await use();
      await expect.poll(lastUse).toBe(at.clock.now());
    }
  });
});

describe('A session that is over', () => {
  it('ends its open connections', async () => {
    // Sessions begin by the writer's own clock, so one that is made now ends in a minute by this one.
    const late = createTestClock(Date.now() + SESSION_LIFETIME_MS - MINUTE_MS);
    const other = await startTestHome({ now: late.now, after: late.after });
    const guest = await other.guest('Gus');
    const socket = await other.socketOf(guest);
    await socket.request('watch', WATCH);
    late.pass(MINUTE_MS / 2);
    expect((await socket.request('list_rooms')).type).toBe('ok');
    late.pass(MINUTE_MS);
    await socket.closed;
    expect(codeOf(last(socket))).toBe('unauthorized');
    expect((await guest.get('/api/rooms')).status).toBe(401);
    await other.close();
    expect(other.logged).toEqual([]);
  });
});
