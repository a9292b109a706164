// Messages that are being written, between an agent and those who read them.
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { STREAM_GRACE_MS, STREAM_IDLE_MS, STREAM_TOLD_EVERY_MS } from '../../../../src-shared/limits.ts';
import { aboutStreams, streamHome } from '../../testing/stream-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = streamHome();
const typesOf = (frames: readonly { type: string }[]): string[] => frames.map(({ type }) => type);

describe('a stream', () => {
  it('grows before its readers, and becomes a message with its id that notifies once', async () => {
    const rune = await home.writer();
    const stream_id = await rune.write('Aloha ');
    for (const text of ['@A', 'da']) await rune.client.request('stream_delta', { stream_id, text });
    const growing = await home.reader.picture();
    expect(growing.streams[stream_id]).toMatchObject({ author_id: rune.id, room_id: LOBBY_ID, text: 'Aloha ' });
    expect(growing.rooms[LOBBY_ID]?.membership).toMatchObject({ mentions: 0 });
    home.clock.pass(STREAM_TOLD_EVERY_MS);
    expect((await home.reader.picture()).streams[stream_id]?.text).toBe('Aloha @Ada');

    await home.owner.patch('/api/profile', { name: 'Ada' });
    const ended = await rune.client.request('stream_end', { stream_id, metadata: { tokens: 3 } });
    expect(ended.payload).toMatchObject({ message: { message_id: stream_id, content: 'Aloha @Ada', metadata: { tokens: 3 } } });
    const { streams, rooms, me_id } = await home.reader.picture();
    expect([streams, rooms[LOBBY_ID]?.membership]).toMatchObject([{}, { mentions: 1 }]);
    expect(await home.history()).toMatchObject([{ id: stream_id, mentions: [me_id], edited_at: null }]);
    expect(aboutStreams(home.reader.events())).toEqual(['started', '0 Aloha', '6 @Ada', 'message Aloha @Ada', 'posted'].map(withSpace));
  });

  it('is in the thread of the message that it answers', async () => {
    const { id: thread_id } = await home.reader.do('send_message', { room_id: LOBBY_ID, content: 'A question' });
    const { id: reply_to } = await home.reader.do('send_message', { room_id: LOBBY_ID, content: 'More of it', thread_id });
    const rune = await home.writer();
    const [stream_id, begun] = [await rune.write('An answer', { reply_to }), await rune.write('Another', { thread_id })];
    const { streams } = await home.reader.picture();
    expect([streams[stream_id], streams[begun]]).toMatchObject([
      { reply_to, thread_id },
      { reply_to: thread_id, thread_id },
    ]);
    for (const id of [stream_id, begun]) await rune.client.request('stream_end', { stream_id: id });
    expect((await home.history()).slice(2)).toMatchObject([
      { reply_to, thread_id, thread_only: true },
      { thread_id, thread_only: true },
    ]);
  });

  it('posts another text if its author says so, and nothing if it is empty or discarded', async () => {
    const rune = await home.writer();
    await rune.client.request('stream_end', { stream_id: await rune.write('Draft'), content: 'The whole' });
    for (const how of [{ discard: true }, { content: ' \n' }])
      expect((await rune.client.request('stream_end', { stream_id: await rune.write('No'), ...how })).payload).toEqual({ message: null });
    expect((await rune.client.request('stream_end', { stream_id: await rune.write('') })).payload).toEqual({ message: null });
    expect((await home.history()).map(({ content }) => content)).toEqual(['The whole']);
    expect((await home.reader.picture()).streams).toEqual({});
  });

  it('stays when its end is refused, and can be ended again', async () => {
    const rune = await home.writer();
    const stream_id = await rune.write('Well');
    const metadata = { actions: [{ action: 'create_room' }] };
    expect(await rune.refusal('stream_end', { stream_id, metadata })).toBe('invalid_payload');
    expect(await rune.refusal('stream_end', { stream_id, content: 'x'.repeat(300_000) })).toBe('message_too_large');
    expect(await rune.refusal('stream_delta', { stream_id, text: ' then' })).toBeNull();
    expect(await rune.refusal('stream_end', { stream_id })).toBeNull();
    expect(await home.history()).toMatchObject([{ content: 'Well then' }]);
  });

  it('reaches the agents of the room as frames, and not its author', async () => {
    const [rune, quill] = [await home.writer('Rune'), await home.writer('Quill')];
    const stream_id = await rune.write('Aloha');
    await rune.client.request('stream_end', { stream_id });
    await quill.client.request('ping');
    const heard = quill.client.received.filter(({ type }) => type.startsWith('stream_') || type === 'message_received');
    expect(heard.map(({ type, payload }) => [type, payload])).toMatchObject([
      ['stream_started', { stream_id, room_id: LOBBY_ID, agent_id: rune.id, agent_name: 'Rune' }],
      ['stream_delta', { stream_id, at: 0, text: 'Aloha' }],
      ['message_received', { message_id: stream_id, content: 'Aloha' }],
      ['stream_ended', { stream_id, outcome: 'posted' }],
    ]);
    await rune.client.request('ping');
    expect(typesOf(rune.client.received).filter((type) => type.startsWith('stream_'))).toEqual(['stream_ended']);
  });

  it('is sent to a new member with its text so far, and to no stranger', async () => {
    const made = await home.reader.do('create_room', { name: 'garden', public: true });
    const guest = await watchAs(home, await home.guest('Gus', { room_ids: [LOBBY_ID] }));
    const rune = await home.writer();
    await rune.client.request('join_room', { room_id: made.id });
    const stream_id = await rune.write('Once upon', { room_id: made.id });
    expect((await guest.picture()).streams).toEqual({});
    await home.reader.do('add_member', { room_id: made.id, participant_id: guest.id });
    await rune.client.request('stream_delta', { stream_id, text: ' a time' });
    home.clock.pass(STREAM_TOLD_EVERY_MS);
    expect((await guest.picture()).streams[stream_id]?.text).toBe('Once upon a time');
    await home.reader.do('remove_member', { room_id: made.id, participant_id: guest.id });
    expect((await guest.picture()).streams).toEqual({});
    const before = guest.events().length;
    await rune.client.request('stream_delta', { stream_id, text: ', a secret' });
    home.clock.pass(STREAM_TOLD_EVERY_MS);
    await guest.picture();
    expect(aboutStreams(guest.events().slice(before))).toEqual([]);
  });

  it('counts as one message, whatever the number of its deltas', async () => {
    await home.owner.patch('/api/limits', { messages_per_agent: 12 });
    const rune = await home.writer();
    const ids = [await rune.write(), await rune.write()];
    for (let count = 0; count < 20; count += 1) await rune.client.request('stream_delta', { stream_id: ids[0], text: 'x' });
    expect(await rune.refusal('stream_start', { room_id: LOBBY_ID })).toBe('rate_limit_messages');
    for (const stream_id of ids) expect(await rune.refusal('stream_end', { stream_id })).toBeNull();
    expect(await home.history()).toHaveLength(2);
  });

  it('works over REST, and belongs to its author', async () => {
    const { secret } = await home.ordinaryKey();
    const headers = { authorization: `Bearer ${secret}` };
    const ask = (path: string, body: object) => home.browser().send(path, { method: 'POST', headers, body });
    const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
    expect((await ask(`/api/rooms/${LOBBY_ID}/streams`, {})).status).toBe(403);
    await home.browser().send(`/api/rooms/${LOBBY_ID}/members/me`, { method: 'PUT', headers });
    const stream = (await ask(`/api/rooms/${LOBBY_ID}/streams`, {})).field('stream_id');
    expect((await ask(`/api/streams/${stream}/deltas`, { text: 'Aloha' })).status).toBe(200);
    expect((await guest.post(`/api/streams/${stream}/deltas`, { text: 'x' })).status).toBe(404);
    expect((await guest.post(`/api/streams/${stream}/end`, { discard: true })).status).toBe(404);
    home.clock.pass(STREAM_IDLE_MS - 1);
    expect((await ask(`/api/streams/${stream}/deltas`, { text: '!' })).status).toBe(200);
    home.clock.pass(STREAM_IDLE_MS);
    await expect.poll(() => home.history()).toMatchObject([{ id: stream, content: 'Aloha!', unfinished: 'interrupted' }]);
    expect((await ask(`/api/streams/${stream}/end`, {})).status).toBe(404);
  });
});

describe('at the end of the server, a stream', () => {
  it('is posted as interrupted', async () => {
    const rune = await home.writer();
    await rune.write('Once upon');
    await home.gateway.close();
    expect(typesOf(rune.client.received)).not.toContain('message_received');
    const again = await restarted(home.dataDir);
    expect(again).toMatchObject([{ content: 'Once upon', unfinished: 'interrupted' }]);
  });
});

describe('when access ends, a stream is discarded at once:', () => {
  const discarded = async (end: (at: { id: string; keyId: string; room_id: string }) => Promise<unknown>): Promise<void> => {
    const key = await home.ordinaryKey();
    const room_id = (await home.reader.do('create_room', { name: 'garden', public: true })).id;
    const rune = await home.writer('Rune', { key: key.secret });
    await rune.client.request('join_room', { room_id });
    const stream_id = await rune.write('Not for you', { room_id });
    await end({ id: rune.id, keyId: key.id, room_id });
    expect((await home.reader.picture()).streams).toEqual({});
    expect(Object.keys((await home.reader.fresh()).streams)).toEqual([]);
    await rune.client.request('stream_end', { stream_id }).catch(() => undefined);
    home.clock.pass(STREAM_GRACE_MS);
    const left = await home.reader.do('get_history', { room_id }).catch(() => ({ messages: [] }));
    expect(left.messages).toEqual([]);
  };

  it('by a removed member', () => discarded(({ id, room_id }) => home.reader.do('remove_member', { room_id, participant_id: id })));
  it('by a revoked key', () => discarded(({ keyId }) => home.reader.do('revoke_key', { key_id: keyId })));
  it('by a key that only reads', () => discarded(({ keyId }) => home.reader.do('update_key', { key_id: keyId, rights: ['read'] })));
  it('by a key for other rooms', () => discarded(({ keyId }) => home.reader.do('update_key', { key_id: keyId, room_ids: [LOBBY_ID] })));
  it('by a removed agent', () => discarded(({ id }) => home.reader.do('remove_agent', { participant_id: id })));
  it('by a deleted room', () => discarded(({ room_id }) => home.reader.do('delete_room', { room_id })));
});

describe('the agent of a person', () => {
  it('loses its stream with the access of the person', async () => {
    const browser = await home.guest('Mia', { role: 'admin', room_ids: null });
    const secret = (await browser.post('/api/keys', { label: 'hers' })).field('secret');
    const rune = await home.writer('Rune', { key: secret });
    await rune.write('Not for you');
    await home.reader.do('revoke_access', { participant_id: (await browser.get('/api/session')).field('me.id') });
    expect((await home.reader.picture()).streams).toEqual({});
    await rune.client.closed;
    home.clock.pass(STREAM_IDLE_MS);
    await home.reader.picture();
    expect(await home.history()).toEqual([]);
  });
});

function withSpace(text: string): string {
  return text === '0 Aloha' ? '0 Aloha ' : text;
}

async function restarted(dataDir: string): Promise<unknown[]> {
  const { startTestHome } = await import('../../testing/home.ts');
  const again = await startTestHome({ dataDir });
  const { messages } = await (await watchAs(again, again.owner)).do('get_history', { room_id: LOBBY_ID });
  await again.close();
  return messages.filter(({ author_id }) => author_id !== 'porter');
}
