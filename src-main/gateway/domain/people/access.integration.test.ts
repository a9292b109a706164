// The role of a person, and the rooms that are open to them, changed while they are connected.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Person, RoomView } from '../../../../src-shared/objects.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import type { Browser } from '../../testing/browser.ts';
import { ask, type Answer } from '../../testing/http-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const home = homeForAll();

const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');
const change = (by: Browser, id: string, body: object): Promise<Answer> => by.patch(`/api/people/${id}/access`, body);
const makeRoom = async (body: object = {}, by = home.owner): Promise<string> =>
  (await by.post('/api/rooms', { name: newId(), public: true, ...body })).field('id');
const roomsOf = async (browser: Browser): Promise<string[]> =>
  ((await browser.get('/api/rooms')).json() as { rooms: RoomView[] }).rooms.map(({ room }) => room.id);
const personOf = async (id: string): Promise<Person | undefined> =>
  ((await home.owner.get('/api/people')).json() as { people: Person[] }).people.find((each) => each.id === id);

describe('the role of a person', () => {
  it('is changed by the owner, and counts at once on the connections that are open', async () => {
    const sarah = await home.guest('Sarah', { room_ids: [LOBBY_ID] });
    const id = await idOf(sarah);
    const socket = await home.socketOf(sarah);
    const create = async () => (await socket.request('create_room', { name: newId() })).payload;
    expect(await create()).toMatchObject({ code: 'access_denied' });
    expect((await change(home.owner, id, { role: 'member' })).json()).toMatchObject({ id, role: 'member', scope: 'rooms' });
    expect(await create()).toMatchObject({ created_by: id });
    await change(home.owner, id, { role: 'guest' });
    expect(await create()).toMatchObject({ code: 'access_denied' });
  });

  it('gives an admin the invites, and a former admin has them no more', async () => {
    const tom = await home.guest('Tom', { role: 'member', room_ids: null });
    const id = await idOf(tom);
    const watcher = await watchAs(home, tom);
    expect(watcher.first.invites).toBeNull();
    await change(home.owner, id, { role: 'admin' });
    await watcher.renewed();
    expect(watcher.first.invites).not.toBeNull();
    await change(home.owner, id, { role: 'member' });
    await watcher.renewed();
    expect([watcher.first.invites, watcher.first.sharing]).toEqual([null, null]);
    expect((await tom.get('/api/invites')).status).toBe(403);
    watcher.close();
  });

  it.each(['guest', 'member'] as const)('is not changed by a %s, not even their own', async (role) => {
    const [eve, other] = [await home.guest(`Eve ${role}`, { role }), await home.guest(`Other ${role}`)];
    for (const target of [await idOf(eve), await idOf(other)])
      for (const body of [{ role: 'admin' }, { role: 'member' }, { room_ids: null }])
        expect((await change(eve, target, body)).field('code')).toBe('access_denied');
    expect((await eve.patch('/api/profile', { name: 'Eve', role: 'admin' })).status).not.toBe(500);
    expect(await personOf(await idOf(eve))).toMatchObject({ role });
  });

  it('of the owner is changed by no one, and no second owner is made', async () => {
    const ownerId = await idOf(home.owner);
    const admin = await home.guest('Usurper', { role: 'admin', room_ids: null });
    const adminId = await idOf(admin);
    for (const by of [admin, home.owner])
      for (const body of [{ role: 'guest' }, { role: 'admin' }, { room_ids: [] }])
        expect((await change(by, ownerId, body)).field('code')).toBe('access_denied');
    for (const by of [admin, home.owner]) expect((await change(by, adminId, { role: 'owner' })).field('detail')).toMatch(/^role: /);
    expect((await personOf(ownerId))?.role).toBe('owner');
  });

  it('of an admin is decided by the owner alone, and an admin makes no admin, not by an invite either', async () => {
    const [ann, bob] = [await home.guest('Ann', { role: 'admin' }), await home.guest('Bob', { role: 'admin' })];
    const [carl, bobId] = [await idOf(await home.guest('Carl')), await idOf(bob)];
    expect((await change(ann, bobId, { role: 'guest' })).field('code')).toBe('access_denied');
    expect((await change(ann, bobId, { room_ids: [] })).field('code')).toBe('access_denied');
    expect((await change(ann, await idOf(ann), { room_ids: null })).field('code')).toBe('access_denied');
    expect((await change(ann, carl, { role: 'admin' })).field('code')).toBe('access_denied');
    expect((await ann.post('/api/invites', { role: 'admin' })).field('code')).toBe('access_denied');
    expect((await change(ann, carl, { role: 'member' })).json()).toMatchObject({ role: 'member' });
    expect((await ann.post('/api/invites', { role: 'member' })).status).toBe(201);
    expect((await change(home.owner, bobId, { role: 'guest' })).json()).toMatchObject({ role: 'guest' });
  });

  it('is not changed by an admin who was demoted while the request was on its way', async () => {
    const [dan, victim] = [await home.guest('Dan', { role: 'admin', room_ids: null }), await home.guest('Victim')];
    const [danId, victimId] = [await idOf(dan), await idOf(victim)];
    const [mine, theirs] = [await home.socketOf(home.owner), await home.socketOf(dan)];
    // Both are read before either is written.
    const demoted = mine.request('update_access', { participant_id: danId, role: 'guest' });
    const acts = Array.from({ length: 20 }, (_each, at) =>
      theirs.request('update_access', { participant_id: victimId, role: at % 2 === 0 ? 'member' : 'guest', room_ids: null }),
    );
    expect((await demoted).type).toBe('ok');
    const answers = await Promise.all(acts);
    const outcomes = answers.map(({ type, payload }) => (type === 'ok' ? 'done' : (payload as { code: string }).code));
    // None is done after the first that was refused.
    expect(outcomes.join(' ')).toMatch(/^(?:done ?)*(?:access_denied ?)*$/);
    const after = await change(dan, victimId, { role: 'member' });
    expect(after.field('code')).toBe('access_denied');
    expect((await personOf(danId))?.role).toBe('guest');
  });

  it('is not changed for a person without access, for an agent, or for an unknown id', async () => {
    const gone = await idOf(await home.guest('Gone'));
    await home.owner.delete(`/api/people/${gone}/access`);
    for (const id of [gone, 'porter', newId()])
      expect((await change(home.owner, id, { role: 'member' })).field('code')).toBe('person_not_found');
  });

  it('is not changed with a key that lacks the right, and is by one that has it', async () => {
    const id = await idOf(await home.guest('Keyed'));
    const send = async (rights: string[]): Promise<Answer> => {
      const secret = (await home.owner.post('/api/keys', { label: newId(), rights })).field('secret');
      const headers = { authorization: `Bearer ${secret}` };
      return ask(`${home.url}/api/people/${id}/access`, { method: 'PATCH', headers, body: { role: 'member' } });
    };
    expect((await send(['read', 'post', 'create', 'coordinate'])).status).toBe(403);
    expect((await send(['read', 'admin'])).json()).toMatchObject({ role: 'member' });
  });
});

describe('the rooms that are open to a person', () => {
  it('are closed at once: in lists, on connections, for streams, uploads and agents', async () => {
    const uma = await home.guest('Uma', { role: 'admin', room_ids: null });
    const id = await idOf(uma);
    const [closed, open] = [await makeRoom(), await makeRoom()];
    const secret = (await uma.post('/api/keys', { label: 'bot' })).field('secret');
    const bot = await home.agent('uma-bot', { key: secret, agent_id: 'uma-bot' });
    await bot.request('join_room', { room_id: closed });
    const watcher = await watchAs(home, uma);
    await watcher.do('join_room', { room_id: closed });
    const sender = createFileSender(home);
    await sender.upload('before', { by: uma, room: closed });

    await change(home.owner, id, { role: 'guest', room_ids: [open, LOBBY_ID] });
    await watcher.renewed();
    expect(Object.keys(watcher.first.rooms)).toContain(open);
    expect(Object.keys(watcher.first.rooms)).not.toContain(closed);
    const rooms = await roomsOf(uma);
    expect([rooms.includes(open), rooms.includes(closed)]).toEqual([true, false]);
    for (const answer of [
      await uma.get(`/api/rooms/${closed}/messages`),
      await uma.post(`/api/rooms/${closed}/messages`, { content: 'still here' }),
      await sender.put(randomBytes(8), { by: uma, room: closed }),
    ])
      expect(answer.field('code')).toMatch(/^(?:room_not_found|not_in_room)$/);
    // The agent comes no further than its owner.
    for (const [type, payload] of [
      ['get_history', { room_id: closed }],
      ['send_message', { room_id: closed, content: 'x' }],
    ] as const)
      expect((await bot.request(type, payload)).type).toBe('error');
    await home.owner.post(`/api/rooms/${closed}/join`);
    await home.owner.post(`/api/rooms/${closed}/messages`, { content: 'between us' });
    await bot.request('ping');
    expect(JSON.stringify([bot.received, watcher.events()])).not.toContain('between us');
    watcher.close();
  });

  it('are open at once: all public ones, and those that take everybody as their members', async () => {
    const vic = await home.guest('Vic', { room_ids: [LOBBY_ID] });
    const id = await idOf(vic);
    const [ordinary, joined] = [await makeRoom({ add_everyone: false }), await makeRoom()];
    const secret = await makeRoom({ public: false });
    const watcher = await watchAs(home, vic);
    await change(home.owner, id, { room_ids: null });
    await watcher.renewed();
    const { rooms } = watcher.first;
    expect(rooms[ordinary]?.membership).toBeNull();
    expect(rooms[joined]?.membership).not.toBeNull();
    expect(rooms[secret]).toBeUndefined();
    watcher.close();
  });

  it('keep the private rooms that the changer does not see, and direct ones', async () => {
    const admin = await home.guest('Xena', { role: 'admin', room_ids: null });
    const [yul, zoe] = [await home.guest('Yul', { role: 'member' }), await home.guest('Zoe', { role: 'member', room_ids: null })];
    const [id, zoeId] = [await idOf(yul), await idOf(zoe)];
    const hidden = await makeRoom({ public: false, member_ids: [id] }, zoe);
    const direct = (await yul.post('/api/directs', { participant_id: zoeId })).field('id');
    await change(admin, id, { room_ids: [LOBBY_ID] });
    expect((await roomsOf(yul)).sort()).toEqual([LOBBY_ID, hidden, direct].sort());
    expect((await change(admin, id, { room_ids: [hidden] })).field('code')).toBe('room_not_found');
    expect((await change(home.owner, id, { room_ids: [direct] })).field('code')).toBe('room_not_found');
  });

  it('include rooms in memory: their members lose them too', async () => {
    const wes = await home.guest('Wes', { role: 'member', room_ids: null });
    const id = await idOf(wes);
    const brief = await makeRoom({ ephemeral: true, member_ids: [id] });
    expect(await roomsOf(wes)).toContain(brief);
    await change(home.owner, id, { room_ids: [LOBBY_ID] });
    expect(await roomsOf(wes)).toEqual([LOBBY_ID]);
  });

  it('are the same after a restart of a client that was away', async () => {
    const kay = await home.guest('Kay', { role: 'member', room_ids: null });
    const away = await home.socketOf(kay);
    const { snapshot } = (await away.request('watch', WATCH)).payload as { snapshot: { cursor: number; epoch: number } };
    away.close();
    await change(home.owner, await idOf(kay), { room_ids: [LOBBY_ID] });
    const back = await home.socketOf(kay);
    const again = (await back.request('watch', { ...WATCH, cursor: snapshot.cursor, epoch: snapshot.epoch })).payload;
    expect(again).toMatchObject({ mode: 'snapshot' });
    expect(Object.keys((again as { snapshot: { rooms: object } }).snapshot.rooms)).toEqual([LOBBY_ID]);
  });
});
