// A room becomes public or private, and moves under another one.
import { describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { ROOM_DEPTH_MAX } from '../../../../src-shared/limits.ts';
import type { RoomView } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import type { Answer } from '../../testing/http-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = homeForAll();

const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');
const makeRoom = async (body: object = {}, by = home.owner): Promise<string> =>
  (await by.post('/api/rooms', { name: newId(), public: true, add_everyone: false, ...body })).field('id');
const change = (room: string, body: object, by = home.owner): Promise<Answer> => by.patch(`/api/rooms/${room}`, body);
const roomOf = async (id: string, by = home.owner): Promise<RoomView['room'] | undefined> =>
  ((await by.get('/api/rooms')).json() as { rooms: RoomView[] }).rooms.find(({ room }) => room.id === id)?.room;

describe('a room that becomes private', () => {
  it('keeps its members, and closes at once for all others: people, agents, connections', async () => {
    const [in_, out] = [
      await home.guest('Ida', { role: 'member', room_ids: null }),
      await home.guest('Otto', { role: 'member', room_ids: null }),
    ];
    const room = await makeRoom({ member_ids: [await idOf(in_)] });
    const agent = await home.agent('Passing');
    await agent.request('join_room', { room_id: room });
    await home.owner.delete(`/api/rooms/${room}/members/Passing`);
    const [inside, outside] = [await watchAs(home, in_), await watchAs(home, out)];
    await change(room, { public: false });
    await home.owner.post(`/api/rooms/${room}/messages`, { content: 'among us' });
    const [seen, lost] = [await inside.picture(), await outside.picture()];
    expect([seen.rooms[room]?.room.visibility, lost.rooms[room]]).toEqual(['private', undefined]);
    expect((await out.get(`/api/rooms/${room}/messages`)).field('code')).toBe('room_not_found');
    expect((await in_.get(`/api/rooms/${room}/messages`)).status).toBe(200);
    expect(JSON.stringify(outside.events())).not.toContain('among us');
    inside.close();
    outside.close();
  });

  it('is never the lobby', async () => {
    expect((await change(LOBBY_ID, { public: false })).field('code')).toBe('access_denied');
    expect((await roomOf(LOBBY_ID))?.visibility).toBe('public');
  });
});

describe('a room that becomes public', () => {
  it('is open with its history to all who see the whole home, and to no others', async () => {
    const [wide, narrow] = [await home.guest('Wim', { room_ids: null }), await home.guest('Nan', { room_ids: [LOBBY_ID] })];
    const room = await makeRoom({ public: false });
    await home.owner.post(`/api/rooms/${room}/messages`, { content: 'from before' });
    const watcher = await watchAs(home, wide);
    expect(watcher.first.rooms[room]).toBeUndefined();
    await change(room, { public: true });
    expect((await watcher.picture()).rooms[room]?.membership).toBeNull();
    expect((await wide.get(`/api/rooms/${room}/messages`)).text).toContain('from before');
    expect((await narrow.get(`/api/rooms/${room}/messages`)).field('code')).toBe('room_not_found');
    watcher.close();
  });

  it('cannot have the name of another public one', async () => {
    const mel = await home.guest('Mel', { role: 'member', room_ids: null });
    const name = `same ${newId()}`;
    const hidden = await makeRoom({ name, public: false });
    await makeRoom({ name }, mel);
    expect((await change(hidden, { public: true })).field('code')).toBe('room_name_taken');
  });

  it('is made so by its creator or an admin, and by no agent', async () => {
    const [amy, bo] = [
      await home.guest('Amy', { role: 'member', room_ids: null }),
      await home.guest('Bo', { role: 'member', room_ids: null }),
    ];
    const room = await makeRoom({ public: false, member_ids: [await idOf(bo)] }, amy);
    expect((await change(room, { public: true }, bo)).field('code')).toBe('access_denied');
    expect((await change(room, { public: true }, amy)).status).toBe(200);
    const agent = await home.agent('Maker');
    const made = ((await agent.request('create_room', { name: newId() })).payload as { room_id: string }).room_id;
    expect((await agent.request('update_room', { room_id: made, public: true })).payload).toMatchObject({ code: 'access_denied' });
  });
});

describe('the parent of a room', () => {
  it('is changed and removed', async () => {
    const [parent, room] = [await makeRoom(), await makeRoom()];
    await change(room, { parent_id: parent });
    expect((await roomOf(room))?.parent_id).toBe(parent);
    await change(room, { topic: 'Tea' });
    expect((await roomOf(room))?.parent_id).toBe(parent);
    await change(room, { parent_id: null });
    expect((await roomOf(room))?.parent_id).toBeNull();
  });

  it('is never the room itself or one within it, also when two requests come at once', async () => {
    const [a, b] = [await makeRoom(), await makeRoom()];
    expect((await change(a, { parent_id: a })).status).toBe(400);
    await change(b, { parent_id: a });
    expect((await change(a, { parent_id: b })).status).toBe(400);
    await change(b, { parent_id: null });
    const both = await Promise.all([change(a, { parent_id: b }), change(b, { parent_id: a })]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 400]);
  });

  it('is not too deep, hidden, direct, archived, or a room that ends', async () => {
    let deepest = await makeRoom();
    for (let depth = 2; depth <= ROOM_DEPTH_MAX; depth += 1) deepest = await makeRoom({ parent_id: deepest });
    expect((await home.owner.post('/api/rooms', { name: newId(), parent_id: deepest })).status).toBe(400);
    const room = await makeRoom();
    const mia = await home.guest('Mia', { role: 'member', room_ids: null });
    const [hidden, archived, brief] = [await makeRoom({ public: false }, mia), await makeRoom(), await makeRoom({ ephemeral: true })];
    await home.owner.put(`/api/rooms/${archived}/archive`);
    const direct = (await home.owner.post('/api/directs', { participant_id: 'porter' })).field('id');
    for (const parent_id of [deepest, hidden, archived, brief, direct, newId()])
      expect((await change(room, { parent_id })).status).toBeGreaterThanOrEqual(400);
    expect((await change(LOBBY_ID, { parent_id: room })).field('code')).toBe('access_denied');
    expect((await roomOf(room))?.parent_id).toBeNull();
  });
});
