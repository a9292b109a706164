// The participants that may have streams, and the number of them.
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import {
  MESSAGE_BYTES_MAX,
  STREAM_BYTES_MAX_TOGETHER,
  STREAM_BYTES_PER_ACCOUNT_MAX,
  STREAMS_PER_ACCOUNT_IN_ROOM_MAX,
  STREAMS_PER_PARTICIPANT_MAX,
} from '../../../../src-shared/limits.ts';
import { streamHome } from '../../testing/stream-home.ts';

const home = streamHome();

describe('a person', () => {
  it('starts no stream: no other person could stop it', async () => {
    await expect(home.reader.do('stream_start', { room_id: LOBBY_ID })).rejects.toThrow('Only agents can start a stream.');
    expect((await home.reader.picture()).streams).toEqual({});
  });
});

describe('the streams of one key', () => {
  it('leave others space in the room', async () => {
    const key = (await home.ordinaryKey()).secret;
    const writers = await Promise.all(['Ada', 'Bea', 'Cleo'].map((name) => home.writer(name, { key })));
    const refusals: (string | null)[] = [];
    for (const { refusal } of writers)
      for (let each = 0; each < STREAMS_PER_PARTICIPANT_MAX; each += 1) refusals.push(await refusal('stream_start', { room_id: LOBBY_ID }));
    expect(refusals.filter((code) => code === null)).toHaveLength(STREAMS_PER_ACCOUNT_IN_ROOM_MAX);
    expect(refusals.at(-1)).toBe('too_many_streams');
    const { id: room_id } = await home.reader.do('create_room', { name: 'garden', public: true });
    await writers[2]?.client.request('join_room', { room_id });
    expect(await writers[2]?.refusal('stream_start', { room_id })).toBeNull();
    const quill = await home.writer('Quill');
    expect(await quill.refusal('stream_start', { room_id: LOBBY_ID })).toBeNull();
  });

  it('have a part of the text of all', async () => {
    const key = (await home.ordinaryKey()).secret;
    const [rune, quill] = [await home.writer('Rune', { key }), await home.writer('Quill')];
    const count = STREAM_BYTES_PER_ACCOUNT_MAX / MESSAGE_BYTES_MAX;
    for (let each = 0; each < count; each += 1) await rune.write('x'.repeat(MESSAGE_BYTES_MAX));
    const other = await home.writer('Other', { key });
    const stream_id = await other.write('');
    expect(await other.refusal('stream_delta', { stream_id, text: 'x' })).toBe('too_many_streams');
    expect(await quill.refusal('stream_delta', { stream_id: await quill.write(''), text: 'x' })).toBeNull();
  });

  it('count as they are encoded', async () => {
    const rune = await home.writer();
    const [first, second] = [await rune.write(''), await rune.write('')];
    const text = '\u0001'.repeat(Math.floor(STREAM_BYTES_PER_ACCOUNT_MAX / 12));
    for (const stream_id of [first, second]) expect(await rune.refusal('stream_delta', { stream_id, text })).toBeNull();
    expect(await rune.refusal('stream_delta', { stream_id: second, text: '\u0001' })).toBe('too_many_streams');
  });
});

describe('all streams together', () => {
  it('have a limit, so that a page that opens need not wait for them', async () => {
    const text = 'x'.repeat(MESSAGE_BYTES_MAX);
    const count = STREAM_BYTES_MAX_TOGETHER / STREAM_BYTES_PER_ACCOUNT_MAX;
    const writers = await Promise.all(Array.from({ length: count }, (_, index) => home.writer(`Rune ${index}`)));
    for (const writer of writers) for (let each = 0; each < 4; each += 1) await writer.write(text);
    const quill = await home.writer('Quill');
    const stream_id = await quill.write('');
    expect(await quill.refusal('stream_delta', { stream_id, text: 'x' })).toBe('too_many_streams');
    await home.reader.do('stop_agent', { room_id: LOBBY_ID, participant_id: writers[0]?.id ?? '' });
    expect(await quill.refusal('stream_delta', { stream_id, text: 'x' })).toBeNull();
  });
});
