// The agents of a key: their number, and the agents that stay or are forgotten.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { WatchReply } from '../../../../src-shared/frames.ts';
import { AGENT_HEADER } from '../../../../src-shared/http.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { ask } from '../../testing/http-client.ts';
import { codeOf, fieldOf, keyHomeForEach } from '../../testing/key-home.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const MINUTE_MS = 60_000;

const at = keyHomeForEach();
/** Comes in and stays. */
async function comeIn(key: string, agent_id: string): Promise<{ line: WireClient; answer: { type: string; payload: unknown } }> {
  const line = await at.home.lines();
  return { line, answer: await line.request('register', { key, name: agent_id, agent_id }) };
}
/** Comes in and goes at once. True, or the code of the refusal. */
async function visit(key: string, agent_id: string): Promise<unknown> {
  const { line, answer } = await comeIn(key, agent_id);
  line.close();
  await line.closed;
  await expect.poll(async () => (await presenceOf(agent_id))?.online ?? false).toBe(false);
  return answer.type === 'ok' || codeOf(answer);
}
async function snapshot() {
  const reply = WatchReply.parse((await at.owner.request('watch', WATCH)).payload);
  if (reply.mode !== 'snapshot') throw new Error('no snapshot');
  return reply.snapshot;
}
const presenceOf = async (id: string) => (await snapshot()).presence[id];
const known = async (): Promise<string[]> => Object.keys((await snapshot()).participants);
const removeAll = async (key_id: string, revoke_key = false): Promise<Reply<'remove_agents'>> => ({
  removed: Number(fieldOf(await at.owner.request('remove_agents', { key_id, revoke_key }), 'removed')),
});

/** Lets time pass in which the owner is not silent. */
async function pass(minutes: number): Promise<void> {
  for (let count = 0; count < minutes; count += 1) {
    at.clock.pass(MINUTE_MS);
    await at.owner.request('ping');
  }
}

describe('New agents of a key', () => {
  it('are limited at once, and known agents and other keys are not affected', async () => {
    await at.limit({ new_agents_per_key: 1 });
    const [wild, calm] = [(await at.makeKey()).secret, (await at.makeKey()).secret];
    for (let index = 0; index < 10; index += 1) expect(await visit(wild, `wild-${index}`)).toBe(true);
    const { line, answer } = await comeIn(wild, 'wild-10');
    expect([codeOf(answer), fieldOf(answer, 'message')]).toEqual([
      'rate_limit_agents',
      'Too many new agents with this key. Try again in 60 seconds.',
    ]);
    await line.closed;
    expect([await visit(wild, 'wild-3'), await visit(calm, 'calm'), await visit(at.home.key, 'home')]).toEqual([true, true, true]);
    await pass(1);
    expect(await visit(wild, 'wild-10')).toBe(true);
  });

  it('take the place of those that left nothing, and of no others', async () => {
    await at.limit({ agents_known_per_key: 3 });
    const { secret } = await at.makeKey();
    const member = await comeIn(secret, 'member');
    await member.line.request('join_room', { room_id: LOBBY_ID });
    const here = await comeIn(secret, 'here');
    for (let index = 0; index < 5; index += 1) expect(await visit(secret, `visitor-${index}`)).toBe(true);
    const ids = await known();
    expect(ids.filter((id) => id.startsWith('visitor-'))).toEqual(['visitor-4']);
    expect(ids).toEqual(expect.arrayContaining(['member', 'here']));
    expect((await here.line.request('ping')).type).toBe('pong');
  });

  it('are refused when all of the key stay, until some are removed', async () => {
    await at.limit({ agents_known_per_key: 2 });
    const { secret } = await at.makeKey();
    for (const id of ['a', 'b']) await (await comeIn(secret, id)).line.request('join_room', { room_id: LOBBY_ID });
    const late = await comeIn(secret, 'c');
    expect([codeOf(late.answer), String(fieldOf(late.answer, 'message'))]).toEqual([
      'rate_limit_agents',
      'This key has made 2 agents, which is the most. Remove some, or come in as one of them.',
    ]);
    await at.owner.request('remove_agent', { participant_id: 'a' });
    expect((await comeIn(secret, 'c')).answer.type).toBe('ok');
    expect(codeOf((await comeIn(secret, 'a')).answer)).toBe('unauthorized');
  });

  it('are limited over HTTP too, and known agents still come in', async () => {
    await at.limit({ agents_known_per_key: 3, new_agents_per_key: 1 });
    const [wild, calm] = [(await at.makeKey()).secret, (await at.makeKey()).secret];
    const join = (secret: string, name: string) => {
      const headers = { authorization: `Bearer ${secret}`, [AGENT_HEADER]: name };
      return ask(`${at.home.url}/api/rooms/${LOBBY_ID}/members/me`, { method: 'PUT', headers });
    };
    for (const name of ['a', 'b', 'c']) expect((await join(wild, name)).status).toBe(200);
    const full = await join(wild, 'd');
    expect([full.status, full.field('code'), full.field('detail')]).toEqual([
      429,
      'rate_limit_agents',
      'This key has made 3 agents, which is the most. Remove some, or come in as one of them.',
    ]);
    expect([(await join(wild, 'a')).status, (await join(calm, 'of another key')).status]).toEqual([200, 200]);
    for (let count = 0; count < 6; count += 1) await join(wild, `another ${count}`);
    const tooFast = await join(wild, 'e');
    expect([tooFast.status, tooFast.field('detail')]).toEqual([429, 'Too many new agents with this key. Try again in 60 seconds.']);
  });

  it('are counted when many come at the same time', async () => {
    await at.limit({ agents_known_per_key: 5 });
    const { secret } = await at.makeKey();
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => comeIn(secret, `agent-${index}`)));
    expect(all.filter(({ answer }) => answer.type === 'ok')).toHaveLength(5);
  });
});

describe('An agent that left nothing', () => {
  it('is forgotten when its key ends, by all clients at once, and its id is free', async () => {
    const { key, secret } = await at.makeKey({ rights: ['read'] });
    const connected = await comeIn(secret, 'connected');
    await visit(secret, 'gone');
    expect(await known()).toEqual(expect.arrayContaining(['connected', 'gone']));
    const guest = await at.home.socketOf(await at.home.guest('Mel', { role: 'member' }));
    await guest.request('watch', WATCH);
    await at.owner.request('revoke_key', { key_id: key.id });
    await connected.line.closed;
    const forgotten = await guest.waitFor((frame) => fieldOf(frame, 'type') === 'participants.forgotten');
    expect(fieldOf(forgotten, 'participant_ids')).toEqual(['connected', 'gone']);
    const now = await snapshot();
    expect(Object.keys({ ...now.participants, ...now.presence }).filter((id) => ['connected', 'gone'].includes(id))).toEqual([]);
    expect(await visit(at.home.key, 'gone')).toBe(true);
    expect((await snapshot()).participants.gone).toMatchObject({ name: 'gone', removed_at: null });
  });

  it('stays when it was described, called, added to a room or wrote, also when its key ends', async () => {
    await at.owner.request('update_home', { mentions_reach: 'home' });
    const { key, secret } = await at.makeKey();
    const ids = ['described', 'called', 'added', 'uploader', 'in-memory'];
    for (const id of ids) await comeIn(secret, id);
    await at.owner.request('update_agent', { participant_id: 'described', description: 'Reads the logs' });
    await at.owner.request('send_message', { room_id: LOBBY_ID, content: 'Hi @called' });
    await at.owner.request('add_member', { room_id: LOBBY_ID, participant_id: 'added' });
    await at.owner.request('create_room', { name: 'brief', ephemeral: true, member_ids: ['in-memory'] });
    await comeIn(secret, 'uploader').then(({ line }) => line.request('create_room', { name: 'own' }));
    const maker = await at.home.lines();
    await maker.request('register', { key: secret, name: 'uploader', agent_id: 'uploader', reconnect: true });
    await maker.request('create_room', { name: 'own' });
    await at.owner.request('revoke_key', { key_id: key.id });
    expect((await known()).filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
  });

  it('is forgotten a day later, unless it is here', async () => {
    const here = await comeIn(at.home.key, 'here');
    await visit(at.home.key, 'gone');
    await at.owner.request('remove_agent', { participant_id: await visit(at.home.key, 'removed').then(() => 'removed') });
    for (let hours = 0; hours < 25; hours += 1) {
      for (let minutes = 0; minutes < 60; minutes += 1) {
        at.clock.pass(MINUTE_MS);
        await Promise.all([at.owner.request('ping'), here.line.request('ping')]);
      }
    }
    await expect.poll(async () => (await known()).includes('gone')).toBe(false);
    const ids = await known();
    expect(['here', 'gone', 'removed'].map((id) => ids.includes(id))).toEqual([true, false, true]);
    expect(codeOf((await comeIn(at.home.key, 'removed')).answer)).toBe('unauthorized');
  });
});

describe('All agents of a key', () => {
  it('are removed at once, and come back as new ones while the key is good', async () => {
    const { key, secret } = await at.makeKey();
    const [writer, reader] = [await comeIn(secret, 'writer'), await comeIn(secret, 'reader')];
    await writer.line.request('join_room', { room_id: LOBBY_ID });
    await writer.line.request('send_message', { room_id: LOBBY_ID, content: 'Hi' });
    const other = await comeIn(at.home.key, 'other');
    expect(await removeAll(key.id)).toEqual({ removed: 2 });
    for (const { line } of [writer, reader]) await line.closed;
    const { participants, rooms } = await snapshot();
    expect([participants.reader, participants.writer]).toMatchObject([undefined, { removed_at: expect.any(Number) }]);
    expect(rooms[LOBBY_ID]?.room.member_ids).not.toContain('writer');
    expect((await other.line.request('ping')).type).toBe('pong');
    expect([await visit(secret, 'reader'), codeOf((await comeIn(secret, 'writer')).answer)]).toEqual([true, 'unauthorized']);
  });

  it('and the key end together', async () => {
    const { key, secret } = await at.makeKey();
    await comeIn(secret, 'ada');
    expect(await removeAll(key.id, true)).toEqual({ removed: 1 });
    expect(codeOf((await comeIn(secret, 'ada')).answer)).toBe('unauthorized');
  });

  it('are removed by the key’s own person only', async () => {
    const { key } = await at.makeKey();
    const anna = await at.home.guest('Anna', { role: 'admin' });
    const answer = await anna.post(`/api/keys/${key.id}/agents/removal`, {});
    expect([answer.status, answer.field('code')]).toEqual([404, 'key_not_found']);
    const gus = await at.home.guest('Gus', { room_ids: [LOBBY_ID] });
    expect((await gus.post(`/api/keys/${key.id}/agents/removal`, {})).status).toBe(404);
    expect((await at.home.owner.post(`/api/keys/${key.id}/agents/removal`, {})).status).toBe(200);
  });
});
