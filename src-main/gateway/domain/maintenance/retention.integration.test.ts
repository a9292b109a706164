// Messages that are too old to be kept: what goes, what stays, and that no one who reads meanwhile gets a wrong answer.
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Message, Room } from '../../../../src-shared/objects.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { watchAs } from '../../testing/watcher.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PATIENT = { timeout: 20_000 };

const home = homeForAll();

async function made<T>(asked: Promise<{ text: string; json(): unknown; status: number }>): Promise<T> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.json() as T;
}
const newRoom = (body: object = {}): Promise<Room> =>
  made(home.owner.post('/api/rooms', { name: `room ${Math.random()}`, public: true, ...body }));
const say = (room: string, content: string, more: object = {}): Promise<Message> =>
  made(home.owner.post(`/api/rooms/${room}/messages`, { content, ...more }));
const pageOf = async (room: string, query = 'limit=1000'): Promise<Message[]> =>
  (await made<{ messages: Message[] }>(home.owner.get(`/api/rooms/${room}/messages?${query}`))).messages;
const roomOf = async (room: string): Promise<Room> => (await made<{ room: Room }>(home.owner.get(`/api/rooms/${room}`))).room;
const keep = (days: number | null) => made(home.owner.put('/api/retention', { days }));
const preview = (days: number) => made<{ messages: number; rooms: number }>(home.owner.get(`/api/retention/preview?days=${days}`));

/** As if they had been written so many days ago. */
function age(days: Record<string, number>): void {
  const db = new Database(path.join(home.dataDir, 'lanai.db'));
  const change = db.prepare('UPDATE messages SET created_at = ? WHERE id = ?');
  for (const [id, ago] of Object.entries(days)) change.run(Date.now() - ago * DAY_MS, id);
  db.close();
}

function inDatabase(sql: string, ...values: unknown[]): unknown {
  const db = new Database(path.join(home.dataDir, 'lanai.db'), { readonly: true });
  try {
    return db
      .prepare(sql)
      .pluck()
      .get(...values);
  } finally {
    db.close();
  }
}

describe('Messages that are older than they may be', () => {
  it('are counted before, and go with what hangs on them; younger ones keep their places', async () => {
    const { id } = await newRoom();
    const guest = await home.guest('Gus');
    const [old, edited, edge, young] = [await say(id, 'mango'), await say(id, 'papaya'), await say(id, 'nearly'), await say(id, 'young')];
    await home.owner.patch(`/api/rooms/${id}/messages/${edited.id}`, { content: 'papayas' });
    await home.owner.put(`/api/rooms/${id}/messages/${old.id}/reactions/${encodeURIComponent('👍')}`);
    await expect
      .poll(async () => (await made<{ results: unknown[] }>(home.owner.get('/api/search?query=mango'))).results.length, PATIENT)
      .toBe(1);
    age({ [old.id]: 40, [edited.id]: 31, [edge.id]: 29.99 });
    expect(await preview(30)).toEqual({ messages: 2, rooms: 1 });
    expect(await preview(50)).toEqual({ messages: 0, rooms: 0 });
    const watcher = await watchAs(home, guest);
    await keep(30);
    await expect.poll(async () => (await pageOf(id)).map(({ seq }) => seq), PATIENT).toEqual([3, 4]);
    expect(await roomOf(id)).toMatchObject({ expired_through_seq: 2, last_seq: 4 });
    expect((await pageOf(id, 'before_seq=3')).length).toBe(0);
    for (const table of ['reactions', 'edits']) expect(inDatabase(`SELECT count(*) FROM ${table}`), table).toBe(0);
    await expect
      .poll(async () => (await made<{ results: unknown[] }>(home.owner.get('/api/search?query=mango'))).results.length, PATIENT)
      .toBe(0);
    expect((await pageOf(id)).map(({ content }) => content)).toEqual([edge.content, young.content]);
    expect(await watcher.picture()).toMatchObject({ home: { keep_days: 30 } });
    watcher.close();
    expect((await say(id, 'next')).seq).toBe(5);
    await keep(null);
  });

  it('stay behind a younger one, whatever the clock did: a room has no gaps', async () => {
    const { id } = await newRoom();
    const [first, second] = [await say(id, 'first'), await say(id, 'second')];
    age({ [second.id]: 40 });
    await keep(30);
    await keep(null);
    expect((await pageOf(id)).map(({ id: each }) => each)).toEqual([first.id, second.id]);
  });

  it('go in direct and sealed rooms too', async () => {
    const direct = await made<Room>(home.owner.post('/api/directs', { participant_id: 'porter' }));
    const sealed = await newRoom({ encrypted: true });
    const [one, two] = [await say(direct.id, 'psst'), await say(sealed.id, `clw1:${'A'.repeat(40)}`)];
    age({ [one.id]: 8, [two.id]: 8 });
    await keep(7);
    for (const room of [direct.id, sealed.id]) await expect.poll(async () => (await roomOf(room)).expired_through_seq, PATIENT).toBe(1);
    await keep(null);
  });

  it('take their files along, unless another message has the same', async () => {
    const files = createFileSender(home);
    const [shared, alone] = [await files.upload('the sea'), await files.upload('the shore')];
    const again = await files.upload('the sea');
    const old = await files.post([shared, alone]);
    const young = await files.post([again]);
    age({ [old.id]: 8 });
    await keep(7);
    await expect.poll(() => existsSync(files.blobOf(alone)), PATIENT).toBe(false);
    expect(existsSync(files.blobOf(shared))).toBe(true);
    expect((await home.owner.get(`/api/files/${again.id}`)).text).toBe('the sea');
    expect((await home.owner.get(`/api/files/${shared.id}`)).status).toBe(404);
    expect((await pageOf(LOBBY_ID)).some(({ id }) => id === young.id)).toBe(true);
    await keep(null);
  });

  it('go while a reader pages through them: no page has a gap, and no act takes long', async () => {
    const { id } = await newRoom();
    const agent = await home.agent('Pour');
    await agent.request('join_room', { room_id: id });
    for (let at = 0; at < 1_000; at += 1) await agent.request('send_message', { room_id: id, content: `n ${at}` });
    const all = await pageOf(id);
    age(Object.fromEntries(all.slice(0, 900).map((each) => [each.id, 40])));
    const sweeping = keep(30);
    const seqs: number[][] = [];
    for (let before = 1_001; before > 1;) {
      const page = (await pageOf(id, `limit=50&before_seq=${before}`)).map(({ seq }) => seq);
      if (page.length === 0) break;
      seqs.push(page);
      before = page[0] ?? 1;
    }
    await sweeping;
    for (const page of seqs) expect(page).toEqual(Array.from({ length: page.length }, (_each, index) => (page[0] ?? 0) + index));
    await expect.poll(async () => (await roomOf(id)).expired_through_seq, PATIENT).toBe(900);
    expect((await pageOf(id)).map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_each, index) => 901 + index));
    await keep(null);
  });

  it('are the owner’s to delete', async () => {
    const admin = await home.guest('Ann', { role: 'admin', room_ids: null });
    expect((await admin.put('/api/retention', { days: 1 })).field('code')).toBe('access_denied');
    expect((await admin.get('/api/retention/preview?days=1')).field('code')).toBe('access_denied');
    for (const days of [0, -1, 1.5, 1e9]) expect((await home.owner.put('/api/retention', { days })).field('code')).toBe('invalid_payload');
  });
});
