// The limits that slow those who ask for too much, over the wire and over HTTP, and do not touch the others.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Browser } from '../../testing/browser.ts';
import { ask, type Answer } from '../../testing/http-client.ts';
import { codeOf, fieldOf, keyHomeForEach, startKeyHome } from '../../testing/key-home.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { DEFAULT_LIMITS } from '../../../../src-shared/keys.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const at = keyHomeForEach();

async function agentOf(key: string, name: string, room_id = LOBBY_ID): Promise<WireClient> {
  const agent = await at.home.agent(name, { key, agent_id: name });
  await agent.request('join_room', { room_id });
  return agent;
}
const say = (client: WireClient, more: object = {}) => client.request('send_message', { room_id: LOBBY_ID, content: 'x', ...more });
/** Says so much at once; how much of it was accepted, and the codes of the rest. */
async function flood(client: WireClient, times: number): Promise<{ accepted: number; codes: unknown[] }> {
  const answers = await Promise.all(Array.from({ length: times }, () => say(client)));
  const refused = answers.filter(({ type }) => type === 'error');
  return { accepted: times - refused.length, codes: [...new Set(refused.map(codeOf))] };
}
const post = (browser: Browser): Promise<Answer> => browser.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'x' });

describe('Messages', () => {
  it('of a runaway pair of agents are slowed, those of others are not', async () => {
    await at.limit({ messages_per_key: 6_000, messages_per_agent: 600 });
    const [wild, calm] = [(await at.makeKey()).secret, (await at.makeKey()).secret];
    const [a, b, c] = [await agentOf(wild, 'a'), await agentOf(wild, 'b'), await agentOf(calm, 'c')];
    const slowed = { accepted: 100, codes: ['rate_limit_messages'] };
    expect(await Promise.all([flood(a, 300), flood(b, 300)])).toEqual([slowed, slowed]);
    expect([(await say(c)).type, (await say(at.owner)).type]).toEqual(['ok', 'ok']);
    at.clock.pass(1_000);
    expect(await flood(a, 20)).toEqual({ accepted: 10, codes: ['rate_limit_messages'] });
  });

  it('are refused with the seconds to wait, over the wire as over HTTP', async () => {
    await at.limit({ messages_per_agent: 6, messages_per_guest: 6 });
    const { secret } = await at.makeKey();
    const agent = await agentOf(secret, 'a');
    await flood(agent, 6);
    const { payload } = await say(agent);
    expect(payload).toMatchObject({ code: 'rate_limit_messages', retry_after: 10 });
    const headers = { authorization: `Bearer ${secret}`, 'lanai-agent': 'a' };
    const overHttp = await ask(`${at.home.url}/api/rooms/${LOBBY_ID}/messages`, { method: 'POST', headers, body: { content: 'x' } });
    expect([overHttp.status, overHttp.headers['retry-after']]).toEqual([429, '10']);
    expect((await agent.request('room_info', { room_id: newId() })).payload).not.toHaveProperty('retry_after');
  });

  it('of all agents of a key together have a limit too', async () => {
    await at.limit({ messages_per_key: 600, messages_per_agent: 600 });
    const { secret } = await at.makeKey();
    const [a, b] = [await agentOf(secret, 'a'), await agentOf(secret, 'b')];
    expect((await flood(a, 60)).accepted + (await flood(b, 60)).accepted).toBe(100);
  });

  it('of the owner, and of agents with the home’s own key, have none', async () => {
    await at.limit({ messages_per_key: 1, messages_per_agent: 1, messages_per_guest: 1, commands_per_agent: 1, commands_per_guest: 1 });
    const agent = await agentOf(at.home.key, 'a');
    expect([(await flood(agent, 500)).accepted, (await flood(at.owner, 500)).accepted]).toEqual([500, 500]);
  });

  it('count when they are thoughts, edits or reactions, and not when they were refused', async () => {
    const { secret } = await at.makeKey();
    const agent = await agentOf(secret, 'a');
    const message_id = fieldOf(await say(agent), 'message_id');
    await at.limit({ messages_per_agent: 30 });
    for (const [content, wrong] of [
      ['x'.repeat(300_000), 'message_too_large'],
      ['x', 'not_in_room'],
    ] as const)
      expect(codeOf(await say(agent, wrong === 'not_in_room' ? { room_id: newId(), content } : { content }))).toBe(wrong);
    // The level is that of a bucket of 5 now: these four, and the one more that is refused by the store and given back.
    expect((await agent.request('thinking', { room_id: LOBBY_ID, content: 'Hm' })).type).toBe('ok');
    expect((await agent.request('edit_message', { room_id: LOBBY_ID, message_id, content: 'y' })).type).toBe('ok');
    expect((await agent.request('react', { room_id: LOBBY_ID, message_id, emoji: '👍' })).type).toBe('ok');
    expect(codeOf(await agent.request('send_message', { room_id: LOBBY_ID, content: 'x', reply_to: newId() }))).not.toBe(
      'rate_limit_messages',
    );
    expect((await say(agent)).type).toBe('ok');
    expect((await say(agent)).type).toBe('ok');
    expect(codeOf(await say(agent))).toBe('rate_limit_messages');
    expect(codeOf(await agent.request('react', { room_id: LOBBY_ID, message_id, emoji: '👎' }))).toBe('rate_limit_messages');
    expect(codeOf(await say(agent, { room_id: newId() }))).toBe('not_in_room');
    expect((await agent.request('delete_message', { room_id: LOBBY_ID, message_id })).type).toBe('ok');
  });

  it('count when they are votes, tasks or changes of tasks', async () => {
    const gus = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
    const path = `/api/rooms/${LOBBY_ID}`;
    const task_id = (await gus.post(`${path}/tasks`, { title: 't' })).field('id');
    await at.limit({ messages_per_guest: 20 });
    const asks = [
      () => gus.post(`${path}/votes`, { title: 'v', options: ['a', 'b'] }),
      () => gus.post(`${path}/tasks`, { title: 't' }),
      () => gus.patch(`/api/tasks/${String(task_id)}`, { status: 'done' }),
      () => gus.post(`${path}/messages`, { content: 'x' }),
    ];
    for (const ask of asks) expect((await ask()).status).toBeLessThan(300);
    for (const ask of asks) {
      const refused = await ask();
      expect([refused.status, refused.field('code'), refused.headers['retry-after']]).toEqual([429, 'rate_limit_messages', '3']);
    }
    expect((await at.home.owner.post(`${path}/votes`, { title: 'v', options: ['a', 'b'] })).status).toBe(201);
    at.clock.pass(3_000);
    expect((await asks[0]!()).status).toBe(201);
  });

  it('over HTTP are answered with 429 and the seconds to wait, after which they are accepted', async () => {
    await at.limit({ messages_per_guest: 5 });
    const guest = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
    expect((await post(guest)).status).toBe(201);
    const refused = await post(guest);
    expect([refused.status, refused.field('code'), refused.headers['retry-after']]).toEqual([429, 'rate_limit_messages', '12']);
    expect(refused.field('detail')).toBe('Too many messages. Try again in 12 seconds.');
    at.clock.pass(11_000);
    const again = await post(guest);
    expect([again.status, again.headers['retry-after']]).toEqual([429, '1']);
    at.clock.pass(1_000);
    expect((await post(guest)).status).toBe(201);
  });

  it('may be sent again with the same Idempotency-Key once there is room', async () => {
    await at.limit({ messages_per_guest: 5 });
    const guest = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
    const send = (key: string) =>
      guest.send(`/api/rooms/${LOBBY_ID}/messages`, { method: 'POST', body: { content: 'x' }, headers: { 'idempotency-key': key } });
    await send('one');
    expect((await send('two')).status).toBe(429);
    at.clock.pass(12_000);
    expect((await send('two')).status).toBe(201);
  });
});

describe('A guest who hammers', () => {
  it('is slowed whatever is asked for, and no one else is', async () => {
    await at.limit({ commands_per_guest: 600 });
    const [gus, kai] = [await at.home.guest('Gus'), await at.home.guest('Kai')];
    const hammering = await at.home.socketOf(gus);
    const types = ['list_rooms', 'get_history', 'watch', 'list_keys', 'no_such_room'].flatMap((type) =>
      Array.from({ length: 40 }, () => type),
    );
    const answers = await Promise.all(types.map((type) => hammering.request(type, { room_id: LOBBY_ID, ...WATCH })));
    const refused = answers.filter((answer) => codeOf(answer) === 'rate_limit_commands');
    expect(refused).toHaveLength(40);
    expect(fieldOf(refused[0] ?? { payload: null }, 'message')).toBe('Too many requests. Try again in 1 second.');
    const overHttp = await gus.get('/api/rooms');
    expect([overHttp.status, overHttp.headers['retry-after']]).toEqual([429, '1']);
    expect([(await kai.get('/api/rooms')).status, (await at.owner.request('list_rooms')).type]).toEqual([200, 'ok']);
  });
});

describe('Rooms', () => {
  const makeRoom = (client: WireClient, how: object = {}) => client.request('create_room', { name: newId(), ...how });

  it('of a key are so many at a time: one that is archived or has ended gives its place back', async () => {
    await at.limit({ rooms_per_key: 3 });
    const { secret } = await at.makeKey();
    const [a, b] = [await agentOf(secret, 'a'), await agentOf(secret, 'b')];
    const [lasting, other] = [fieldOf(await makeRoom(a), 'room_id'), fieldOf(await makeRoom(b), 'room_id')];
    const brief = fieldOf(await makeRoom(a, { ephemeral: true }), 'room_id');
    expect([codeOf(await makeRoom(a)), codeOf(await makeRoom(b, { ephemeral: true }))]).toEqual(['rate_limit_rooms', 'rate_limit_rooms']);
    await a.request('join_room', { room_id: brief });
    await a.request('leave_room', { room_id: brief });
    const next = fieldOf(await makeRoom(a), 'room_id');
    expect(next).toBeTypeOf('string');
    await a.request('archive_room', { room_id: lasting });
    expect((await makeRoom(b)).type).toBe('ok');
    expect(codeOf(await a.request('archive_room', { room_id: lasting, archived: false }))).toBe('rate_limit_rooms');
    await b.request('archive_room', { room_id: other });
    expect((await a.request('archive_room', { room_id: lasting, archived: false })).type).toBe('ok');
    expect((await makeRoom(at.owner)).type).toBe('ok');
  });

  it('are counted when many are made at once', async () => {
    await at.limit({ rooms_per_key: 5 });
    const { secret } = await at.makeKey();
    const agents = await Promise.all(Array.from({ length: 12 }, (_, n) => agentOf(secret, `agent-${n}`)));
    const made = await Promise.all(agents.map((agent, n) => makeRoom(agent, { ephemeral: n % 2 === 0 })));
    expect(made.filter(({ type }) => type === 'ok')).toHaveLength(5);
  });

  it('over HTTP are refused with 429 and without a time, since none helps', async () => {
    await at.limit({ rooms_per_key: 1 });
    const { secret } = await at.makeKey();
    const headers = { authorization: `Bearer ${secret}` };
    const make = () => ask(`${at.home.url}/api/rooms`, { method: 'POST', headers, body: { name: newId() } });
    expect((await make()).status).toBe(201);
    const refused = await make();
    expect([refused.status, refused.field('code'), refused.headers['retry-after']]).toEqual([429, 'rate_limit_rooms', undefined]);
  });
});

describe('Agents', () => {
  it('of a key are so many at a time, each counted once, and the home’s own key takes any number', async () => {
    await at.limit({ agents_per_key: 2 });
    const { secret } = await at.makeKey();
    const [a] = [await agentOf(secret, 'a'), await agentOf(secret, 'b')];
    await agentOf(secret, 'b').catch(() => undefined);
    const late = await at.home.lines();
    expect(codeOf(await late.request('register', { key: secret, name: 'c', agent_id: 'c' }))).toBe('rate_limit_agents');
    await late.closed;
    const taking = await at.home.lines();
    expect((await taking.request('register', { key: secret, name: 'b', agent_id: 'b', reconnect: true })).type).toBe('ok');
    a.close();
    await a.closed;
    await expect.poll(async () => (await agentOf(secret, 'c').catch(() => null)) !== null).toBe(true);
    for (const name of ['x', 'y', 'z']) await agentOf(at.home.key, name);
  });
});

describe('The limits', () => {
  it('are as they are at first, in force at once when they change, and theirs to change who run the home', async () => {
    expect((await at.owner.request('get_limits')).payload).toEqual(DEFAULT_LIMITS);
    const guest = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
    for (const answer of [await guest.get('/api/limits'), await guest.patch('/api/limits', { messages_per_guest: null })])
      expect([answer.status, answer.field('code')]).toEqual([403, 'access_denied']);
    const changed = await at.home.owner.patch('/api/limits', { messages_per_guest: 1, rooms_per_key: null });
    expect(changed.json()).toEqual({ ...DEFAULT_LIMITS, messages_per_guest: 1, rooms_per_key: null });
    expect([(await post(guest)).status, (await post(guest)).status]).toEqual([201, 429]);
    await at.limit({ messages_per_guest: null });
    expect([(await post(guest)).status, (await post(guest)).status]).toEqual([201, 201]);
  });

  it('are whole numbers from one on, or none', async () => {
    for (const wrong of [0, -1, 1.5, 1e10, 9e15, Number.MAX_VALUE, '600', '６００', '', true, [], {}, [600]]) {
      for (const name of Object.keys(DEFAULT_LIMITS))
        expect([name, wrong, codeOf(await at.owner.request('set_limits', { [name]: wrong }))]).toEqual([name, wrong, 'invalid_payload']);
    }
    expect((await at.owner.request('set_limits', { ['__proto__']: 7, nonsense: 7 })).payload).toEqual(DEFAULT_LIMITS);
  });

  it('and what is left of them are there again after a restart', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-limits-'));
    const first = await startKeyHome(dataDir, at.clock);
    await first.owner.request('set_limits', { messages_per_agent: 60, rooms_per_key: 1 });
    const { secret } = await first.makeKey();
    const agent = await first.home.agent('a', { key: secret, agent_id: 'a' });
    await agent.request('join_room', { room_id: LOBBY_ID });
    expect((await flood(agent, 20)).accepted).toBe(10);
    await agent.request('create_room', { name: 'Den' });
    await first.home.close();
    at.clock.pass(3_000);

    const second = await startKeyHome(dataDir, at.clock);
    expect((await second.owner.request('get_limits')).payload).toMatchObject({ messages_per_agent: 60, rooms_per_key: 1 });
    const back = await second.home.agent('a', { key: secret, agent_id: 'a' });
    await back.request('join_room', { room_id: LOBBY_ID });
    expect((await flood(back, 20)).accepted).toBe(3);
    expect(codeOf(await back.request('create_room', { name: 'Lair' }))).toBe('rate_limit_rooms');
    await second.home.close();
    rmSync(dataDir, { recursive: true });
  });
});
