// A room is deleted for good, with all that belongs to it.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { filePath } from '../../../../src-shared/files.ts';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Invite, Room, RoomView } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { backupHands } from '../../testing/backups.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { WATCH } from '../../testing/watch-payload.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = homeForAll();

const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');
const makeRoom = async (body: object = {}, by = home.owner): Promise<string> =>
  (await by.post('/api/rooms', { name: newId(), public: true, ...body })).field('id');
const say = (room: string, content: string, by = home.owner) => by.post(`/api/rooms/${room}/messages`, { content });
const remove = (room: string, by = home.owner) => by.delete(`/api/rooms/${room}`);
const roomsOf = async (browser: Browser): Promise<Room[]> =>
  ((await browser.get('/api/rooms')).json() as { rooms: RoomView[] }).rooms.map(({ room }) => room);
const found = async (query: string): Promise<number> =>
  ((await home.owner.get(`/api/search?query=${query}`)).json() as { results: unknown[] }).results.length;

/** The rows of every table that name the room or one of its messages. */
function rowsAbout(...ids: string[]): string[] {
  const database = new Database(path.join(home.dataDir, 'lanai.db'), { readonly: true });
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const rows = tables.flatMap((table) =>
    (database.prepare(`SELECT * FROM "${table}"`).all() as object[]).map((row) => `${table}: ${JSON.stringify(row)}`),
  );
  database.close();
  return rows.filter((row) => ids.some((id) => row.includes(id)));
}

/** The event that says so names the room, and so does the entry of the audit log. */
const isTrace = (row: string): boolean =>
  !(row.startsWith('changes: ') && row.includes('room.removed')) && !(row.startsWith('audit: ') && row.includes('delete_room'));

describe('a deleted room', () => {
  it('is gone with its messages, page, files, threads, votes, tasks, webhooks and invites', async () => {
    const sender = createFileSender(home);
    const room = await makeRoom();
    const first = (await say(room, 'the quokka waits')).field('id');
    const reply = (await home.owner.post(`/api/rooms/${room}/messages`, { content: 'a quokka too', thread_id: first })).field('id');
    await home.owner.put(`/api/rooms/${room}/page`, { content: 'quokkas', expected_version: 0 });
    const [own, both] = [randomBytes(1_000), randomBytes(1_000)];
    const file = await sender.upload(own, { room });
    const shared = await sender.upload(both, { room });
    const elsewhere = await sender.upload(both);
    await sender.post([file, shared], { room });
    await sender.post([elsewhere]);
    await sender.upload(randomBytes(10), { room });
    await home.owner.post(`/api/rooms/${room}/votes`, { title: 'Lunch?', options: ['yes', 'no'] });
    await home.owner.post(`/api/rooms/${room}/tasks`, { title: 'Cook' });
    await home.owner.post(`/api/rooms/${room}/subscriptions`, { webhook_url: 'http://127.0.0.1:9/', secret: 'x' });
    const only = (await home.owner.post('/api/invites', { room_ids: [room] })).field('invite.id');
    const among = (await home.owner.post('/api/invites', { room_ids: [room, LOBBY_ID] })).field('code');
    await expect.poll(() => found('quokka')).toBe(2);
    expect((await home.owner.get(`/api/rooms/${room}/deletion`)).json()).toEqual({ messages: 4, files: 2, sub_rooms: 0 });

    expect((await remove(room)).status).toBe(200);
    expect(rowsAbout(room, first, reply).filter(isTrace)).toEqual([]);
    expect(await found('quokka')).toBe(0);
    await expect.poll(() => existsSync(sender.blobOf(file))).toBe(false);
    expect(existsSync(sender.blobOf(shared))).toBe(true);
    expect((await home.owner.get(filePath(elsewhere))).status).toBe(200);
    expect((await home.owner.get(filePath(shared))).status).toBe(404);
    const { invites } = (await home.owner.get('/api/invites')).json() as { invites: Invite[] };
    expect(invites.find(({ id }) => id === only)?.revoked_at).not.toBeNull();
    const guest = home.browser();
    await guest.redeem(among, `Guest ${newId()}`);
    expect((await roomsOf(guest)).map(({ id }) => id)).toEqual([LOBBY_ID]);
    expect((await home.owner.get(`/api/rooms/${room}/messages`)).field('code')).toBe('room_not_found');
    expect((await remove(room)).field('code')).toBe('room_not_found');
  });

  it('gives the rooms under it to its own parent', async () => {
    const top = await makeRoom();
    const middle = await makeRoom({ parent_id: top });
    const [leaf, brief] = [await makeRoom({ parent_id: middle }), await makeRoom({ parent_id: middle, ephemeral: true })];
    await remove(middle);
    const parents = Object.fromEntries((await roomsOf(home.owner)).map(({ id, parent_id }) => [id, parent_id]));
    expect([parents[leaf], parents[brief]]).toEqual([top, top]);
    await remove(top);
    expect((await roomsOf(home.owner)).find(({ id }) => id === leaf)?.parent_id).toBeNull();
  });

  it('is closed for those who have it open, and for agents', async () => {
    const room = await makeRoom();
    const agent = await home.agent('Ada');
    await agent.request('join_room', { room_id: room });
    const watcher = await watchAs(home, home.owner);
    await watcher.do('join_room', { room_id: room });
    await remove(room);
    expect((await agent.waitFor(({ type }) => type === 'room_destroyed')).payload).toEqual({ room_id: room });
    expect((await agent.request('send_message', { room_id: room, content: 'x' })).type).toBe('error');
    const picture = await watcher.picture();
    expect([picture.rooms[room], picture.present[room], picture.floors[room]]).toEqual([undefined, undefined, undefined]);
    watcher.close();
  });

  it('refuses what was on its way, and no client is lost', async () => {
    const room = await makeRoom();
    const writers = await Promise.all([1, 2, 3, 4, 5].map((count) => home.agent(`Writer ${count}`)));
    for (const each of writers) await each.request('join_room', { room_id: room });
    const sent = writers.flatMap((each) =>
      Array.from({ length: 100 }, (_one, at) => each.request('send_message', { room_id: room, content: `${at}` })),
    );
    const deleted = remove(room);
    const answers = await Promise.all(sent);
    expect((await deleted).status).toBe(200);
    for (const { type, payload } of answers)
      if (type === 'error') expect((payload as { code: string }).code).toMatch(/^(?:room_not_found|not_in_room|rate_limit_messages)$/);
    for (const each of writers) expect((await each.request('ping')).type).not.toBe('error');
    expect(rowsAbout(room).filter(isTrace)).toEqual([]);
  });
});

describe('a client that was away while a room was deleted', () => {
  it('gets to know it, and by whom, if it could see the room', async () => {
    const gus = await home.guest(`Gus ${newId()}`, { room_ids: [LOBBY_ID] });
    const mel = await home.guest(`Mel ${newId()}`, { role: 'member', room_ids: null });
    const room = await makeRoom({ add_everyone: false });
    const before = await Promise.all([gus, mel].map(heard));
    await remove(room);
    const [ofGus, ofMel] = await Promise.all([gus, mel].map((browser, at) => missed(browser, before[at])));
    expect(ofGus).not.toContain(room);
    expect(ofMel).toContain(`"room_id":"${room}","why":"deleted","by_id":"${await idOf(home.owner)}"`);
    expect(ofMel).not.toContain('seen_by');
  });

  /** Where a client that leaves now has come to. */
  async function heard(browser: Browser): Promise<object> {
    const socket = await home.socketOf(browser);
    const { payload } = await socket.request('watch', { ...WATCH, cursor: null });
    const { cursor, epoch } = (payload as { snapshot: { cursor: number; epoch: number } }).snapshot;
    socket.close();
    return { cursor, epoch };
  }

  /** All that it gets when it comes back, without a new snapshot. */
  async function missed(browser: Browser, before: object | undefined): Promise<string> {
    const socket = await home.socketOf(browser);
    expect((await socket.request('watch', { ...WATCH, ...before })).payload).toMatchObject({ mode: 'resumed' });
    await socket.request('ping');
    socket.close();
    return JSON.stringify(socket.received);
  }
});

describe('a backup that is made after a room was deleted', () => {
  it('has no row and no file of it', async () => {
    const hands = backupHands(home);
    const sender = createFileSender(home);
    const room = await makeRoom();
    const words = `ibis ${newId()}`;
    const { id } = (await say(room, words)).json() as { id: string };
    const bytes = randomBytes(200);
    const file = await sender.upload(bytes, { name: 'secret.bin', room });
    await sender.post([file], { room });
    await remove(room);
    await expect.poll(() => existsSync(sender.blobOf(file))).toBe(false);
    const backup = hands.bytesOf(await hands.backUp());
    for (const trace of [Buffer.from(words), bytes]) expect(backup.includes(trace)).toBe(false);
    expect(rowsAbout(room, id).filter(isTrace)).toEqual([]);
  });
});

describe('who may delete a room', () => {
  it('is the owner and the person who made it; not an admin, a member, a guest or an agent', async () => {
    const [mel, ann, gus] = [
      await home.guest('Mel', { role: 'member', room_ids: null }),
      await home.guest('Ann', { role: 'admin', room_ids: null }),
      await home.guest('Gus', { room_ids: [LOBBY_ID] }),
    ];
    const room = await makeRoom({}, mel);
    expect((await remove(room, ann)).field('code')).toBe('access_denied');
    expect((await remove(room, gus)).field('code')).toBe('room_not_found');
    const agent = await home.agent('Maker');
    const made = ((await agent.request('create_room', { name: newId(), public: true })).payload as { room_id: string }).room_id;
    expect((await agent.request('delete_room', { room_id: made })).payload).toMatchObject({ code: 'access_denied' });
    expect((await remove(made)).status).toBe(200);
    await home.owner.patch(`/api/people/${await idOf(mel)}/access`, { role: 'guest' });
    expect((await remove(room, mel)).field('code')).toBe('access_denied');
    await home.owner.patch(`/api/people/${await idOf(mel)}/access`, { role: 'member' });
    expect((await remove(room, mel)).status).toBe(200);
  });

  it('is no one for the lobby and for direct rooms', async () => {
    expect((await remove(LOBBY_ID)).field('code')).toBe('access_denied');
    const direct = (await home.owner.post('/api/directs', { participant_id: 'porter' })).field('id');
    expect((await remove(direct)).field('code')).toBe('access_denied');
  });
});
