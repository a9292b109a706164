import { beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { FRAME_BYTES_MAX, MESSAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { Message, Room } from '../../../src-shared/objects.ts';
import type { Browser } from '../testing/browser.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { WATCH } from '../testing/watch-payload.ts';

const A_NUMBER: unknown = expect.any(Number);
const A_TEXT: unknown = expect.any(String);
const home = homeForAll();
let guest: Browser;
let room: string;
beforeAll(async () => {
  guest = await home.guest('Sarah', { room_ids: ['lobby'] });
  room = ((await home.owner.post('/api/rooms', { name: 'letters' })).json() as Room).id;
  for (let n = 1; n <= 12; n += 1) await post(`message ${n}`);
});

const messages = (): string => `/api/rooms/${room}/messages`;
const post = async (content: string, more: object = {}): Promise<Message> =>
  (await home.owner.post(messages(), { content, ...more })).json() as Message;
const page = async (query: string): Promise<Reply<'get_history'>> =>
  (await home.owner.get(`${messages()}${query}`)).json() as Reply<'get_history'>;
const seqs = ({ messages: found }: Reply<'get_history'>): number[] => found.map((each) => each.seq);

describe('messages over REST', () => {
  it('are given page by page, forwards and backwards, and say whether there are more', async () => {
    const newest = await page('?limit=5');
    expect([seqs(newest), newest.has_more]).toEqual([[8, 9, 10, 11, 12], true]);
    const before = await page('?limit=5&before_seq=8');
    expect([seqs(before), before.has_more]).toEqual([[3, 4, 5, 6, 7], true]);
    const first = await page('?limit=5&before_seq=3');
    expect([seqs(first), first.has_more]).toEqual([[1, 2], false]);
    const since = await page('?limit=4&since_seq=0');
    expect([seqs(since), since.has_more]).toEqual([[1, 2, 3, 4], true]);
    const last = await page('?limit=20&since_seq=8');
    expect([seqs(last), last.has_more]).toEqual([[9, 10, 11, 12], false]);
    expect(newest.participants.map((each) => each.kind)).toEqual(['person']);
    expect((await home.owner.get(`/api/rooms/${room}/tip`)).json()).toEqual({ room_id: room, seq: 12, epoch: 0 });
  });

  it.each([
    ['limit=ten', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['since_seq=first', 'since_seq'],
    ['before_seq=1e3', 'before_seq'],
    ['limit=99999999999999999999', 'limit'],
    ['before=yesterday', 'before'],
  ])('refuse ?%s and name the field', async (query, field) => {
    const answer = await home.owner.get(`${messages()}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.field('detail')).toMatch(new RegExp(`^${field}: `));
  });

  it('are changed by who wrote them, taken back, and cannot be changed then', async () => {
    const { room: lobby } = { room: '/api/rooms/lobby/messages' };
    const { id } = (await guest.post(lobby, { content: 'helo' })).json() as Message;
    expect((await home.owner.patch(`${lobby}/${id}`, { content: 'mine' })).field('code')).toBe('access_denied');
    expect((await guest.patch(`${lobby}/${id}`, { content: 'hello' })).json()).toMatchObject({
      content: 'hello',
      edited_at: A_NUMBER,
    });
    expect((await home.owner.delete(`${lobby}/${id}`)).json()).toMatchObject({ content: '', deleted_at: A_NUMBER });
    expect((await guest.patch(`${lobby}/${id}`, { content: 'again' })).field('code')).toBe('message_deleted');
    expect((await guest.delete(`${lobby}/no-such`)).field('code')).toBe('message_not_found');
  });

  it('are not found under another room', async () => {
    const { id } = await post('here');
    expect((await home.owner.patch(`/api/rooms/lobby/messages/${id}`, { content: 'there' })).field('code')).toBe('message_not_found');
    expect((await guest.put(`${messages()}/${id}/reactions/x`)).status).toBe(403);
  });

  it('take reactions in any script, and give them back', async () => {
    const { id } = await post('flowers');
    const flower = `${messages()}/${id}/reactions/${encodeURIComponent('🌺')}`;
    expect((await home.owner.put(flower)).json()).toMatchObject({ reactions: [{ emoji: '🌺' }] });
    expect((await home.owner.put(flower)).json()).toMatchObject({ reactions: [{ emoji: '🌺', participant_ids: [A_TEXT] }] });
    expect((await home.owner.delete(flower)).json()).toMatchObject({ reactions: [] });
    const slash = `${messages()}/${id}/reactions/${encodeURIComponent('/')}`;
    expect((await home.owner.put(slash)).json()).toMatchObject({ reactions: [{ emoji: '/' }] });
    expect((await home.owner.put(`${messages()}/${id}/reactions/${encodeURIComponent('a b')}`)).field('detail')).toMatch(/^emoji: /);
  });

  it('count the two spellings of an emoji as one reaction', async () => {
    const { id } = await post('hearts');
    const at = (emoji: string): string => `${messages()}/${id}/reactions/${encodeURIComponent(emoji)}`;
    await home.owner.put(at('❤'));
    expect((await home.owner.put(at('❤\uFE0F'))).json()).toMatchObject({ reactions: [{ emoji: '❤\uFE0F', participant_ids: [A_TEXT] }] });
    expect((await home.owner.delete(at('❤\uFE0E'))).json()).toMatchObject({ reactions: [] });
    for (const hidden of ['\u200b', '\u202e', '\u2800', 'OWNER-IS-A-LIAR\u202e'])
      expect((await home.owner.put(at(hidden))).field('code')).toBe('invalid_payload');
  });

  it('are read up to a seq that never moves back', async () => {
    const lobby = '/api/rooms/lobby';
    for (const content of ['one', 'two', 'three']) await home.owner.post(`${lobby}/messages`, { content });
    const { seq } = (await guest.get(`${lobby}/tip`)).json() as Reply<'room_tip'>;
    expect((await guest.put(`${lobby}/read`, { seq: seq - 1 })).json()).toMatchObject({ last_read_seq: seq - 1, unread: 1 });
    expect((await guest.put(`${lobby}/read`, { seq: 1 })).json()).toMatchObject({ last_read_seq: seq - 1, unread: 1 });
    expect((await guest.put(`${lobby}/read`, { seq: 1_000 })).json()).toMatchObject({ last_read_seq: seq, unread: 0 });
    expect((await guest.put(`${lobby}/read`, { seq: -1 })).field('detail')).toMatch(/^seq: /);
  });

  it('are in the history as they were answered, also where half a character was sent', async () => {
    const half = await home.owner.send(messages(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: String.raw`{"content":"half \ud800 and \u0000 nothing"}`,
    });
    const { id, content } = half.json() as Message;
    expect((await page('?limit=1')).messages).toMatchObject([{ id, content }]);
    const edited = await home.owner.send(`${messages()}/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: String.raw`{"content":"\udc00"}`,
    });
    expect((await page('?limit=1')).messages).toMatchObject([{ id, content: edited.field('content') }]);
  });

  it('go out to whoever watches, as those of the wire do', async () => {
    const watcher = await home.socketOf(home.owner);
    await watcher.request('watch', WATCH);
    const { id } = await post('live');
    const event = await watcher.waitFor((frame) => frame.type === 'event' && JSON.stringify(frame.payload).includes(id));
    expect(event.payload).toMatchObject({ type: 'message.posted', message: { id, content: 'live' } });
  });

  it('have a largest size, and so has a request', async () => {
    expect((await home.owner.post(messages(), { content: 'x'.repeat(MESSAGE_BYTES_MAX) })).status).toBe(201);
    expect((await home.owner.post(messages(), { content: 'x'.repeat(MESSAGE_BYTES_MAX + 1) })).field('code')).toBe('message_too_large');
    expect((await home.owner.post(messages(), { content: 'x', metadata: { a: 'x'.repeat(70_000) } })).field('code')).toBe(
      'message_too_large',
    );
    const large = await home.owner.post(messages(), { content: 'x'.repeat(FRAME_BYTES_MAX) });
    expect([large.status, large.field('code')]).toEqual([413, 'payload_too_large']);
  });

  it('may carry metadata, but none so deep that no one can write it down again', async () => {
    expect(await post('with', { metadata: { a: [1, { b: null }] } })).toMatchObject({ metadata: { a: [1, { b: null }] } });
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const answer = await home.owner.send(messages(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"content":"x","metadata":${deep}}`,
    });
    expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
  });
});

describe('a body', () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    home.owner.send(messages(), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'application/vnd.api+json'])(
    'may be %s',
    async (type) => {
      expect((await send('{"content":"x"}', { 'content-type': type })).status).toBe(201);
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
    'application/json; charset=utf-16',
    '',
  ])('may not be "%s"', async (type) => {
    const answer = await send('{"content":"x"}', { 'content-type': type });
    expect([answer.status, answer.field('code')]).toEqual([415, 'unsupported_media_type']);
  });

  it('may not come compressed', async () => {
    expect((await send('{"content":"x"}', { 'content-encoding': 'gzip' })).field('code')).toBe('unsupported_media_type');
  });

  it.each(['{', '{"content":', 'content=x', '"text"', '[]', 'null', '7', '{"content":"x"}{"content":"y"}'])(
    'that is %s is refused',
    async (body) => {
      const answer = await send(body);
      expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
    },
  );

  it('cannot change what the address says', async () => {
    const answer = await send('{"content":"x","room_id":"lobby","author_id":"porter","seq":1}');
    expect(answer.json()).toMatchObject({ room_id: room, author_id: (await home.owner.get('/api/session')).field('me.id') });
  });

  it('cannot bring a prototype along', async () => {
    expect((await send('{"content":"x","__proto__":{"client_id":"y"},"constructor":{"prototype":{"polluted":true}}}')).status).toBe(201);
    expect('polluted' in {}).toBe(false);
  });
});
