// The readers and writers of the page of a room, and its costs.
import Database from 'better-sqlite3';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../../src-shared/ids.ts';
import { ROOM_PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { createRoomCipher } from '../../../../src-shared/room-cipher.ts';
import type { RoomPage } from '../../../../src-shared/room-pages.ts';
import { newRoomSecret } from '../../../../src-shared/sealed.ts';
import type { Browser } from '../../testing/browser.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const home = homeForAll();
let gus: Browser;
let room: Room;

const newRoom = async (body: object = {}): Promise<Room> =>
  (await home.owner.post('/api/rooms', { name: newId(), public: true, ...body })).json() as Room;
const write = (by: Browser, room_id: string, content: string, expected_version: number) =>
  by.put(`/api/rooms/${room_id}/page`, { content, expected_version });
const read = async (by: Browser, room_id: string): Promise<RoomPage | null> =>
  ((await by.get(`/api/rooms/${room_id}/page`)).json() as { page: RoomPage | null }).page;

beforeAll(async () => {
  room = await newRoom();
  gus = await home.guest('Gus', { room_ids: [room.id] });
});

describe('the page of a room', () => {
  it('is written by guests of the room as by others', async () => {
    expect((await write(gus, room.id, '# Plan', 0)).json()).toMatchObject({ version: 1, bytes: 6 });
    expect((await write(home.owner, room.id, '# Plan\nbeans', 1)).json()).toMatchObject({ version: 2 });
    expect(await read(gus, room.id)).toMatchObject({ version: 2, content: '# Plan\nbeans' });
  });

  it('is not there for one who cannot see the room', async () => {
    const { id } = await newRoom({ public: false });
    await write(home.owner, id, 'hidden', 0);
    for (const answer of [
      await gus.get(`/api/rooms/${id}/page`),
      await gus.get(`/api/rooms/${id}/page/versions`),
      await gus.get(`/api/rooms/${id}/page?version=1`),
    ])
      expect([answer.status, answer.field('code')]).toEqual([404, 'room_not_found']);
    expect((await write(gus, id, 'mine', 1)).field('code')).toBe('not_in_room');
    expect(await read(home.owner, id)).toMatchObject({ content: 'hidden' });
  });

  it('answers a conflict with the present version, and loses nothing', async () => {
    const { id } = await newRoom();
    await write(home.owner, id, 'one', 0);
    await write(home.owner, id, 'two', 1);
    const answer = await write(home.owner, id, 'other', 1);
    expect([answer.status, answer.field('code')]).toEqual([409, 'page_conflict']);
    expect(answer.field('detail')).toContain('version 2 now');
    const both = await Promise.all([write(home.owner, id, 'left', 2), write(home.owner, id, 'right', 2)]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  });

  it('refuses content that is not valid for a page', async () => {
    const { id } = await newRoom();
    for (const body of [
      {},
      { content: 'x' },
      { content: 'x', expected_version: '0' },
      { content: null, expected_version: 0 },
      { content: 'x', expected_version: -1 },
    ])
      expect((await home.owner.put(`/api/rooms/${id}/page`, body)).field('code'), JSON.stringify(body)).toBe('invalid_payload');
    expect((await write(home.owner, id, 'é'.repeat(ROOM_PAGE_BYTES_MAX / 2 + 1), 0)).field('code')).toBe('message_too_large');
    expect((await write(home.owner, id, 'é'.repeat(ROOM_PAGE_BYTES_MAX / 2), 0)).status).toBe(200);
    expect((await write(home.owner, id, 'half \ud800', 1)).status).toBe(200);
    expect(await read(home.owner, id)).toMatchObject({ content: 'half \ufffd' });
    for (const query of ['version=x', 'version=-1', 'version=1.5'])
      expect((await home.owner.get(`/api/rooms/${id}/page?${query}`)).field('code'), query).toBe('invalid_payload');
    expect((await home.owner.get(`/api/rooms/${id}/page?version=99`)).field('code')).toBe('page_version_not_found');
  });

  it('notifies no one, and is not counted as a message', async () => {
    const { id } = await newRoom();
    await write(home.owner, id, '@everyone @Gus look', 0);
    const view = (await home.owner.get(`/api/rooms/${id}`)).json() as { room: Room };
    expect(view.room).toMatchObject({ last_seq: 0, page_version: 1 });
  });

  it('counts as stored by its authors, until it is gone', async () => {
    const { id } = await newRoom();
    const mia = await home.guest('Mia', { room_ids: [id] });
    const stored = async (): Promise<number> => {
      const { used_by } = Object((await home.owner.get('/api/storage')).json());
      return Number(Object(used_by.find((each: unknown) => Object(each).name === 'Mia')).bytes ?? 0);
    };
    await write(mia, id, 'x'.repeat(1_000), 0);
    await write(mia, id, 'y'.repeat(500), 1);
    expect(await stored()).toBe(1_500);
    expect((await home.owner.delete(`/api/rooms/${id}`)).status).toBe(200);
    expect(await stored()).toBe(0);
  });

  it('is limited as messages are', async () => {
    const { id } = await newRoom();
    const lou = await home.guest('Lou', { room_ids: [id] });
    const before = Object((await home.owner.get('/api/limits')).json());
    await home.owner.patch('/api/limits', { messages_per_guest: 5 });
    const answers = [];
    for (let version = 0; version < 8; version += 1) answers.push(await write(lou, id, `text ${version}`, version));
    await home.owner.patch('/api/limits', { messages_per_guest: before.messages_per_guest });
    const codes = new Set(answers.filter(({ status }) => status !== 200).map((answer) => answer.field('code')));
    expect([...codes]).toEqual(['rate_limit_messages']);
  });

  it('keeps its newest version when old messages are deleted, and loses the older ones', async () => {
    const { id } = await newRoom();
    for (const [version, text] of ['first', 'second', 'third'].entries()) await write(home.owner, id, text, version);
    const db = new Database(path.join(home.dataDir, 'lanai.db'));
    db.prepare('UPDATE room_page_versions SET created_at = ? WHERE room_id = ?').run(Date.now() - 40 * DAY_MS, id);
    db.close();
    expect((await home.owner.get('/api/retention/preview?days=30')).json()).toEqual({ messages: 0, rooms: 0 });
    await home.owner.put('/api/retention', { days: 30 });
    const versions = async (): Promise<number[]> =>
      ((await home.owner.get(`/api/rooms/${id}/page/versions`)).json() as { versions: { version: number }[] }).versions.map(
        (each) => each.version,
      );
    await expect.poll(versions).toEqual([3]);
    expect(await read(home.owner, id)).toMatchObject({ content: 'third' });
    await home.owner.put('/api/retention', { days: null });
  });
});

describe('the page of a sealed room', () => {
  it('is stored sealed, and a sealed text is taken once', async () => {
    const { id } = await newRoom({ encrypted: true });
    const cipher = createRoomCipher(id, { secret: newRoomSecret(), stretched: null });
    for (const text of ['plain', '']) expect((await write(home.owner, id, text, 0)).field('code')).toBe('plaintext_in_encrypted_room');
    const blob = cipher.seal({ author_id: 'maya', kind: 'page', page_version: 1 }, 'the heron nests');
    expect((await write(home.owner, id, blob, 0)).status).toBe(200);
    const opened = cipher.open((await read(home.owner, id))?.content ?? '');
    expect(opened).toMatchObject({ ok: true, text: 'the heron nests', header: { kind: 'page', page_version: 1 } });
    const other = cipher.seal({ author_id: 'maya', kind: 'page', page_version: 2 }, 'gone');
    expect((await write(home.owner, id, other, 1)).status).toBe(200);
    expect((await write(home.owner, id, blob, 2)).field('code')).toBe('sealed_before');
    expect((await home.owner.post(`/api/rooms/${id}/messages`, { content: other })).field('code')).toBe('sealed_before');
    const most = cipher.seal({ author_id: 'maya', kind: 'page', page_version: 3 }, 'x'.repeat(ROOM_PAGE_BYTES_MAX));
    expect((await write(home.owner, id, most, 2)).status).toBe(200);
  });
});
