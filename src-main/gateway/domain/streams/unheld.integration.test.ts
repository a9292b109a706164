// Streams whose author is gone or silent, whose room is archived, or whose question was removed.
import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { STREAM_GRACE_MS, STREAM_IDLE_MS } from '../../../../src-shared/limits.ts';
import { streamHome, writerOf } from '../../testing/stream-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = streamHome();

describe('a stream whose author is gone', () => {
  it('waits for a moment, and is then posted as interrupted', async () => {
    const rune = await home.writer();
    const stream_id = await rune.write('Once upon');
    const { id, secret } = await home.ordinaryKey();
    expect(id).not.toBe(secret);
    rune.client.close();
    await home.reader.picture();
    await expect.poll(async () => (await home.reader.picture()).presence[rune.id]?.online).toBe(false);
    home.clock.pass(STREAM_GRACE_MS - 1);
    expect(Object.keys((await home.reader.picture()).streams)).toEqual([stream_id]);
    home.clock.pass(1);
    await expect.poll(() => home.history()).toMatchObject([{ id: stream_id, content: 'Once upon', unfinished: 'interrupted' }]);
    expect((await home.reader.picture()).streams).toEqual({});
  });

  it('continues if the author reconnects', async () => {
    const key = await home.ordinaryKey();
    const rune = await home.writer('Rune', { key: key.secret, agent_id: 'rune' });
    const stream_id = await rune.write('Once upon');
    rune.client.close();
    await expect.poll(async () => (await home.reader.picture()).presence[rune.id]?.online).toBe(false);
    const again = writerOf(await home.agent('Rune', { key: key.secret, agent_id: 'rune', reconnect: true }));
    home.clock.pass(STREAM_GRACE_MS);
    expect(await again.refusal('stream_delta', { stream_id, text: ' a time' })).toBeNull();
    expect(await again.refusal('stream_end', { stream_id })).toBeNull();
    expect(await home.history()).toMatchObject([{ content: 'Once upon a time' }]);
  });

  it('ends without a delta also while its connection is open', async () => {
    const rune = await home.writer();
    const stream_id = await rune.write('Thinking');
    home.clock.pass(STREAM_IDLE_MS - 1);
    expect(await rune.refusal('stream_delta', { stream_id, text: '!' })).toBeNull();
    home.clock.pass(STREAM_IDLE_MS);
    await expect.poll(() => home.history()).toMatchObject([{ id: stream_id, content: 'Thinking!', unfinished: 'interrupted' }]);
    expect(await rune.refusal('stream_end', { stream_id })).toBe('stream_not_found');
  });

  it('waits for a moment too when the author has another connection', async () => {
    const { rune, stream_id, other } = await connectedTwice();
    rune.client.close();
    await rune.client.closed;
    await other.client.request('ping');
    home.clock.pass(STREAM_GRACE_MS);
    await expect.poll(() => home.history()).toMatchObject([{ id: stream_id, content: 'Once upon', unfinished: 'interrupted' }]);
  });

  it('continues over another connection of the author', async () => {
    const { rune, stream_id, other } = await connectedTwice();
    rune.client.close();
    await rune.client.closed;
    expect(await other.refusal('stream_delta', { stream_id, text: ' a time' })).toBeNull();
    home.clock.pass(STREAM_GRACE_MS);
    expect(await other.refusal('stream_end', { stream_id })).toBeNull();
    expect((await home.history())[0]?.unfinished).toBeUndefined();
  });

  it('continues over REST', async () => {
    const { secret } = await home.ordinaryKey();
    const rune = await home.writer('Rune', { key: secret, agent_id: 'rune' });
    const stream_id = await rune.write('Once upon');
    const headers = { authorization: `Bearer ${secret}`, 'lanai-agent': 'Rune' };
    const ask = (path: string, body: object) => home.browser().send(`/api/streams/${stream_id}/${path}`, { method: 'POST', headers, body });
    rune.client.close();
    await expect.poll(async () => (await home.reader.picture()).presence[rune.id]?.online).toBe(false);
    expect((await ask('deltas', { text: ' a time' })).status).toBe(200);
    home.clock.pass(STREAM_GRACE_MS);
    expect((await ask('end', {})).status).toBe(200);
    expect((await home.history())[0]?.unfinished).toBeUndefined();
  });

  async function connectedTwice() {
    const { secret } = await home.ordinaryKey();
    const rune = await home.writer('Rune', { key: secret, agent_id: 'rune' });
    const other = writerOf(await home.agent('Rune', { key: secret, agent_id: 'rune', beside: true }));
    await other.client.request('join_room', { room_id: LOBBY_ID });
    return { rune, other, stream_id: await rune.write('Once upon') };
  }
});

describe('a stream whose room is archived', () => {
  it('is posted before as interrupted', async () => {
    const { id: room_id } = await home.reader.do('create_room', { name: 'garden', public: true });
    const rune = await home.writer();
    await rune.client.request('join_room', { room_id });
    const stream_id = await rune.write('Once upon', { room_id });
    await rune.write('', { room_id });
    const guest = await watchAs(home, await home.guest('Gus', { room_ids: [LOBBY_ID, room_id] }));
    await expect(guest.do('archive_room', { room_id })).rejects.toThrow('archive');
    expect(Object.keys((await home.reader.picture()).streams)).toHaveLength(2);
    await home.reader.do('archive_room', { room_id });
    expect((await home.reader.picture()).streams).toEqual({});
    expect(await home.history(room_id)).toMatchObject([{ id: stream_id, content: 'Once upon', unfinished: 'interrupted' }]);
  });
});

describe('a stream that answers a message', () => {
  it('is posted without it when that message was removed meanwhile', async () => {
    const { id: room_id } = await home.reader.do('create_room', { name: 'garden', public: true });
    const { id: reply_to } = await home.reader.do('send_message', { room_id, content: 'A question' });
    const rune = await home.writer();
    await rune.client.request('join_room', { room_id });
    const ids = [await rune.write('An answer', { room_id, reply_to }), await rune.write('Another', { room_id, thread_id: reply_to })];
    age(reply_to);
    await home.owner.put('/api/retention', { days: 1 });
    await expect.poll(async () => (await home.reader.do('get_history', { room_id })).messages).toEqual([]);
    await rune.client.request('stream_end', { stream_id: ids[0] });
    await home.reader.do('stop_agent', { room_id, participant_id: rune.id });
    expect(await home.history(room_id)).toMatchObject([
      { id: ids[0], content: 'An answer', reply_to: null },
      { id: ids[1], content: 'Another', reply_to: null, unfinished: 'stopped' },
    ]);
  });
});

/** As if it had been written long ago. */
function age(messageId: string): void {
  const db = new Database(path.join(home.dataDir, 'lanai.db'));
  db.prepare('UPDATE messages SET created_at = 0 WHERE id = ?').run(messageId);
  db.close();
}
