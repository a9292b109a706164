import { beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { Room } from '../../../src-shared/objects.ts';
import type { Browser } from '../testing/browser.ts';
import { ask, type Answer, type Ask } from '../testing/http-client.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const A_NUMBER: unknown = expect.any(Number);
const home = homeForAll();
let guest: Browser;
beforeAll(async () => {
  guest = await home.guest('Sarah', { room_ids: ['lobby'] });
});

const withKey = (path: string, { headers, ...rest }: Ask = {}): Promise<Answer> =>
  ask(`${home.url}${path}`, { ...rest, headers: { authorization: `Bearer ${home.key}`, 'lanai-agent': 'Curl', ...headers } });
const makeRoom = async (name: string, more: object = {}): Promise<Room> =>
  (await home.owner.post('/api/rooms', { name, ...more })).json() as Room;

describe('rooms over REST', () => {
  it('are made, listed, read, changed, put away and brought back', async () => {
    const made = await home.owner.post('/api/rooms', { name: 'garden', description: 'What grows', public: true });
    expect(made.status).toBe(201);
    const { id } = made.json() as Room;
    const listed = (await home.owner.get('/api/rooms')).json() as Reply<'list_rooms'>;
    expect(listed.rooms.map(({ room }) => room.id)).toEqual(expect.arrayContaining(['lobby', id]));
    expect((await home.owner.get(`/api/rooms/${id}`)).json()).toMatchObject({ room: { id, name: 'garden' }, present_ids: [] });
    expect((await home.owner.patch(`/api/rooms/${id}`, { name: 'orchard' })).json()).toMatchObject({
      name: 'orchard',
      description: 'What grows',
    });
    expect((await home.owner.put(`/api/rooms/${id}/archive`)).json()).toMatchObject({ archived_at: A_NUMBER });
    expect((await home.owner.post(`/api/rooms/${id}/messages`, { content: 'hello' })).field('code')).toBe('room_archived');
    expect((await home.owner.delete(`/api/rooms/${id}/archive`)).json()).toMatchObject({ archived_at: null });
  });

  it('have a topic, which changes alone and can be taken away', async () => {
    const { id } = await makeRoom('studio', { description: 'Pictures' });
    const change = async (body: object): Promise<unknown> => (await home.owner.patch(`/api/rooms/${id}`, body)).json();
    expect((await home.owner.get(`/api/rooms/${id}`)).json()).toMatchObject({ room: { topic: null } });
    expect(await change({ topic: '  The poster ' })).toMatchObject({ name: 'studio', description: 'Pictures', topic: 'The poster' });
    expect(await change({ description: 'Drawings' })).toMatchObject({ description: 'Drawings', topic: 'The poster' });
    expect(await change({ topic: null })).toMatchObject({ description: 'Drawings', topic: null });
    expect((await home.owner.patch(`/api/rooms/${id}`, { topic: 'x'.repeat(10_000) })).field('code')).toBe('invalid_payload');
    expect((await guest.patch(`/api/rooms/${id}`, { topic: 'mine' })).field('code')).toBe('room_not_found');
  });

  it('in memory have a topic too', async () => {
    const { id } = await makeRoom('passing', { ephemeral: true });
    expect((await home.owner.patch(`/api/rooms/${id}`, { topic: 'Now' })).json()).toMatchObject({ topic: 'Now', ephemeral: true });
    expect((await home.owner.get(`/api/rooms/${id}`)).json()).toMatchObject({ room: { topic: 'Now' } });
  });

  it('are listed by what they are under', async () => {
    const parent = await makeRoom('house');
    const child = await makeRoom('attic', { parent_id: parent.id });
    const { rooms } = (await home.owner.get(`/api/rooms?parent_id=${parent.id}`)).json() as Reply<'list_rooms'>;
    expect(rooms.map(({ room }) => room.id)).toEqual([child.id]);
  });

  it('let members in and out, and a guest only where it was let in', async () => {
    const { id } = await makeRoom('plans');
    const me = (await guest.get('/api/session')).field('me.id');
    expect((await guest.get(`/api/rooms/${id}`)).field('code')).toBe('room_not_found');
    expect((await home.owner.put(`/api/rooms/${id}/members/${me}`)).json()).toMatchObject({ id });
    expect((await guest.get(`/api/rooms/${id}`)).status).toBe(200);
    expect((await guest.put(`/api/rooms/${id}/members/porter`)).field('code')).toBe('access_denied');
    expect((await guest.delete(`/api/rooms/${id}/members/me`)).status).toBe(200);
    expect((await guest.get(`/api/rooms/${id}`)).field('code')).toBe('room_not_found');
    expect((await guest.put(`/api/rooms/${id}/members/me`)).field('code')).toBe('room_not_found');
  });

  it('are open to an agent that speaks nothing but HTTP: it joins, writes and leaves', async () => {
    const { id } = await makeRoom('workshop', { public: true });
    expect((await withKey(`/api/rooms/${id}/messages`, { method: 'POST', body: { content: 'x' } })).field('code')).toBe('not_in_room');
    expect((await withKey(`/api/rooms/${id}/members/me`, { method: 'PUT' })).status).toBe(200);
    expect((await withKey(`/api/rooms/${id}/messages`, { method: 'POST', body: { content: 'here' } })).status).toBe(201);
    expect((await withKey(`/api/rooms/${id}/members/me`, { method: 'DELETE' })).status).toBe(200);
    const agents = (await home.owner.get('/api/agents')).json() as Reply<'list_agents'>;
    expect(agents.participants.map((each) => each.name)).toContain('Curl');
  });

  it('hide what may not be seen behind the same words as what is not there', async () => {
    const { id } = await makeRoom('secret');
    const hidden = await guest.get(`/api/rooms/${id}`);
    const missing = await guest.get('/api/rooms/no-such-room');
    expect(hidden.json()).toEqual(missing.json());
    for (const path of ['/messages', '/tip']) expect((await guest.get(`/api/rooms/${id}${path}`)).field('code')).toBe('room_not_found');
    for (const [method, path, body] of [
      ['PATCH', '', { name: 'mine' }],
      ['PUT', '/archive', undefined],
      ['PUT', '/read', { seq: 1 }],
      ['PUT', '/typing', undefined],
    ] as const) {
      expect((await guest.send(`/api/rooms/${id}${path}`, { method, body })).status, `${method} ${path}`).toBeGreaterThanOrEqual(403);
    }
  });

  it.each([
    ['no name', {}, 'name'],
    ['an empty name', { name: '  ' }, 'name'],
    ['a name of two lines', { name: 'a\nb' }, 'name'],
    ['a name that is a number', { name: 7 }, 'name'],
    ['a word for a truth', { name: 'x', public: 'yes' }, 'public'],
    ['members that are no list', { name: 'x', member_ids: 'porter' }, 'member_ids'],
  ])('refuse %s and say which field it is', async (_what, body, field) => {
    const answer = await home.owner.post('/api/rooms', body);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'invalid_payload', status: 400, type: 'urn:lanai:problem:invalid_payload' });
    expect(answer.field('detail')).toMatch(new RegExp(`^${field}: `));
  });

  it('do not send back what was sent', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    for (const body of [{ name: 'x', parent_id: evil }, { name: 'x', member_ids: [evil] }, { name: 'x', public: evil }, { name: [evil] }]) {
      expect((await home.owner.post('/api/rooms', body)).text).not.toContain('onerror');
    }
    const missing = await home.owner.get(`/api/rooms/${encodeURIComponent(evil)}`);
    expect([missing.status, missing.text.includes('onerror')]).toEqual([404, false]);
  });

  it('obey a key that may only read, and one for a single room', async () => {
    const { id } = await makeRoom('shed', { public: true });
    const keyWith = async (body: object) => ({
      authorization: `Bearer ${(await home.owner.post('/api/keys', { label: 'reader', ...body })).field('secret')}`,
    });
    const reader = await keyWith({ rights: ['read'] });
    expect((await ask(`${home.url}/api/rooms`, { headers: reader })).status).toBe(200);
    expect(
      (await ask(`${home.url}/api/rooms/${id}/messages`, { method: 'POST', headers: reader, body: { content: 'x' } })).field('code'),
    ).toBe('access_denied');
    expect((await ask(`${home.url}/api/keys`, { headers: reader })).field('code')).toBe('access_denied');
    const inShed = await keyWith({ room_ids: [id] });
    const { rooms } = (await ask(`${home.url}/api/rooms`, { headers: inShed })).json() as Reply<'list_rooms'>;
    expect(rooms.map(({ room }) => room.id)).toEqual([id]);
    expect((await ask(`${home.url}/api/rooms/lobby`, { headers: inShed })).field('code')).toBe('room_not_found');
    const nobody = (await ask(`${home.url}/api/agents`, { headers: inShed })).json() as Reply<'list_agents'>;
    expect(nobody.participants.map((each) => each.name)).toEqual(['reader']);
    await home.owner.put(`/api/rooms/${id}/members/porter`);
    const inside = (await ask(`${home.url}/api/agents`, { headers: inShed })).json() as Reply<'list_agents'>;
    expect(inside.participants.map((each) => each.name).sort()).toEqual(['Porter', 'reader']);
  });
});

describe('directs, presence and names over REST', () => {
  it('opens the same direct room again', async () => {
    const first = await home.owner.post('/api/directs', { participant_id: 'porter' });
    expect(first.json()).toMatchObject({ direct: true });
    expect((await home.owner.post('/api/directs', { participant_id: 'porter' })).field('id')).toBe(first.field('id'));
    expect((await home.owner.post('/api/directs', { participant_id: 'nobody' })).field('code')).toBe('person_not_found');
  });

  it('creates none where it is only looked for', async () => {
    await home.agent('Quiet', { agent_id: 'quiet' });
    const wanted = { participant_id: 'quiet', create: false };
    expect((await home.owner.post('/api/directs', wanted)).field('code')).toBe('room_not_found');
    const { id } = (await home.owner.post('/api/directs', { participant_id: 'quiet' })).json() as { id: string };
    expect((await home.owner.post('/api/directs', wanted)).field('id')).toBe(id);
  });

  it('asks for the id where several agents have the name', async () => {
    await home.agent('Twin', { agent_id: 'twin-1' });
    const one = await home.owner.post('/api/directs', { name: 'twin' });
    expect(one.json()).toMatchObject({ direct: true, member_ids: expect.arrayContaining(['twin-1']) as string[] });
    await home.agent('Twin', { agent_id: 'twin-2' });
    const several = await home.owner.post('/api/directs', { name: 'twin' });
    expect([several.field('code'), several.field('detail')]).toEqual(['invalid_payload', expect.stringContaining('participant_id')]);
    await home.owner.post('/api/agents/twin-1/removal');
    expect((await home.owner.post('/api/directs', { name: 'twin' })).json()).toMatchObject({
      member_ids: expect.arrayContaining(['twin-2']) as string[],
    });
  });

  it('takes presence and refuses nonsense', async () => {
    expect((await home.owner.put('/api/presence', { status: 'thinking', progress: 40 })).json()).toMatchObject({
      status: 'thinking',
      progress: 40,
    });
    expect((await home.owner.put('/api/presence', { status: 'asleep' })).field('detail')).toMatch(/^status: /);
    expect((await home.owner.put('/api/presence', { status: 'idle', progress: 101 })).field('detail')).toMatch(/^progress: /);
  });

  it('tells others in the room who is typing', async () => {
    const watcher = await home.socketOf(home.owner);
    await watcher.request('watch', WATCH);
    const me = (await guest.get('/api/session')).field('me.id');
    await guest.put('/api/rooms/lobby/typing');
    const said = await watcher.waitFor((frame) => JSON.stringify(frame.payload).includes('typing.changed'));
    expect(said.payload).toMatchObject({ room_id: 'lobby', participant_id: me, typing: true });
    expect((await guest.delete('/api/rooms/lobby/typing')).status).toBe(200);
  });

  it('renames oneself, the home, and only by those who may', async () => {
    expect((await guest.patch('/api/profile', { name: 'Sara' })).json()).toMatchObject({ name: 'Sara' });
    expect((await guest.patch('/api/home', { name: 'Mine' })).field('code')).toBe('access_denied');
    expect((await guest.post('/api/setup', { home_name: 'Mine', owner_name: 'Me' })).field('code')).toBe('access_denied');
    expect((await home.owner.post('/api/setup', { home_name: 'Hale', owner_name: 'Ada' })).json()).toMatchObject({ name: 'Hale' });
    expect((await home.owner.post('/api/setup', { home_name: 'Again', owner_name: 'Ada' })).field('code')).toBe('access_denied');
    expect((await home.owner.patch('/api/home', { name: 'Hale Nani' })).json()).toMatchObject({ name: 'Hale Nani' });
  });
});
