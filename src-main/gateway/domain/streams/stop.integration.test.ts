// The people who may stop an agent, and the effects of a stop.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../src-shared/errors.ts';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { STOP_REQUESTED_EVERY_MS } from '../../../../src-shared/limits.ts';
import { streamHome, type Writer } from '../../testing/stream-home.ts';
import { fieldOf } from '../../testing/transports.ts';
import { watchAs } from '../../testing/watcher.ts';
import { Core } from '../core.ts';

const home = streamHome();
const stop = (participant_id: string): Promise<object> => home.reader.do('stop_agent', { room_id: LOBBY_ID, participant_id });
const stopsOf = ({ client }: Writer): number => client.received.filter(({ type }) => type === 'stop_requested').length;
const promise = () => Promise.withResolvers<void>();

afterEach(() => vi.restoreAllMocks());

describe('an agent that is stopped', () => {
  it('is informed, and what it has written is posted within the call', async () => {
    const guest = await watchAs(home, await home.guest('Gus', { room_ids: [LOBBY_ID] }));
    const rune = await home.writer();
    const stream_id = await rune.write('Once upon');
    await rune.client.request('stream_delta', { stream_id, text: ' a time' });
    expect(await guest.do('stop_agent', { room_id: LOBBY_ID, participant_id: rune.id })).toEqual({ stopped: true });
    expect(await home.history()).toMatchObject([{ id: stream_id, content: 'Once upon a time', unfinished: 'stopped' }]);
    const asked = await rune.client.waitFor(({ type }) => type === 'stop_requested');
    expect(asked.payload).toEqual({ room_id: LOBBY_ID, by_id: guest.id, by_name: 'Gus' });
    expect(await rune.refusal('stream_delta', { stream_id, text: 'x' })).toBe('stream_not_found');
    expect(await rune.refusal('stream_end', { stream_id })).toBe('stream_not_found');
    expect(await home.history()).toHaveLength(1);
  });

  it('is informed too when it has written nothing yet, works or is blocked', async () => {
    const rune = await home.writer();
    await rune.write('');
    expect(await stop(rune.id)).toEqual({ stopped: true });
    home.clock.pass(STOP_REQUESTED_EVERY_MS);
    await rune.client.request('set_presence', { status: 'working' });
    expect(await stop(rune.id)).toEqual({ stopped: true });
    home.clock.pass(STOP_REQUESTED_EVERY_MS);
    await rune.client.request('set_presence', { status: 'blocked' });
    expect(await stop(rune.id)).toEqual({ stopped: true });
    await rune.client.request('ping');
    expect(stopsOf(rune)).toBe(3);
    expect(await home.history()).toEqual([]);
  });

  it('is not informed when it neither writes nor works', async () => {
    const rune = await home.writer();
    expect(await stop(rune.id)).toEqual({ stopped: false });
    await rune.client.request('ping');
    expect(stopsOf(rune)).toBe(0);
  });

  it('is informed once in a second, and its texts end each time', async () => {
    const rune = await home.writer();
    for (let count = 0; count < 3; count += 1) {
      await rune.write(`Text ${count}`);
      expect(await stop(rune.id)).toEqual({ stopped: true });
    }
    await rune.client.request('ping');
    expect(stopsOf(rune)).toBe(1);
    expect(await home.history()).toHaveLength(3);
    // It is informed of the last one: it may have begun again meanwhile.
    home.clock.pass(STOP_REQUESTED_EVERY_MS);
    await rune.client.request('ping');
    expect(stopsOf(rune)).toBe(2);
    home.clock.pass(STOP_REQUESTED_EVERY_MS);
    await rune.client.request('ping');
    expect(stopsOf(rune)).toBe(2);
  });

  it('is stopped too while its own end is on the way, and that end is refused', async () => {
    const rune = await home.writer();
    const stream_id = await rune.write('Once upon');
    const asked = promise();
    const write = vi.spyOn(Core.prototype, 'write').mockImplementationOnce(async () => {
      await asked.promise;
      throw new AppError('rate_limit_messages');
    });
    const end = rune.refusal('stream_end', { stream_id });
    await expect.poll(() => write.mock.calls.length).toBe(1);
    const stopping = stop(rune.id);
    await rune.client.waitFor(({ type }) => type === 'stop_requested');
    asked.resolve();
    expect(await Promise.all([end, stopping])).toEqual(['rate_limit_messages', { stopped: true }]);
    expect(await home.history()).toMatchObject([{ id: stream_id, content: 'Once upon', unfinished: 'stopped' }]);
  });

  it('is not reported as stopped when its text could not be posted', async () => {
    const rune = await home.writer();
    await rune.write('Once upon');
    vi.spyOn(Core.prototype, 'write').mockRejectedValueOnce(new AppError('internal_error'));
    await expect(stop(rune.id)).rejects.toThrow('internal_error');
  });

  it('continues in other rooms, and other agents in this one', async () => {
    const [rune, quill] = [await home.writer('Rune'), await home.writer('Quill')];
    const { id: room_id } = await home.reader.do('create_room', { name: newId(), public: true });
    await rune.client.request('join_room', { room_id });
    const ids = [await rune.write('Here'), await rune.write('There', { room_id }), await quill.write('Me too')];
    await home.reader.do('stop_agent', { room_id: LOBBY_ID, participant_id: rune.id });
    expect(Object.keys((await home.reader.picture()).streams).sort()).toEqual(ids.slice(1).sort());
  });

  it('is posted although its messages are used up', async () => {
    await home.owner.patch('/api/limits', { messages_per_agent: 6 });
    const rune = await home.writer();
    const stream_id = await rune.write('Once upon');
    expect(await rune.refusal('send_message', { room_id: LOBBY_ID, content: 'x' })).toBe('rate_limit_messages');
    await home.reader.do('stop_agent', { room_id: LOBBY_ID, participant_id: rune.id });
    expect(await home.history()).toMatchObject([{ id: stream_id, unfinished: 'stopped' }]);
  });
});

describe('stopping an agent', () => {
  it('is for no stranger, and for no agent whose key does not manage it', async () => {
    const rune = await home.writer();
    const { id: room_id } = await home.reader.do('create_room', { name: newId() });
    await home.reader.do('add_member', { room_id, participant_id: rune.id });
    await rune.write('Once upon', { room_id });
    const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
    const stop = (at: string) => guest.post(`/api/rooms/${at}/agents/${rune.id}/stop`);
    expect((await stop(room_id)).status).toBe(403);
    const quill = await home.writer('Quill', { key: (await home.ordinaryKey()).secret });
    await home.reader.do('add_member', { room_id, participant_id: quill.id });
    expect(await quill.refusal('stop_agent', { room_id, participant_id: rune.id })).toBe('access_denied');
    expect((await home.reader.picture()).streams).not.toEqual({});
    expect(rune.client.received.some(({ type }) => type === 'stop_requested')).toBe(false);
  });

  it('is for its owner outside of the room, by hand or with a key that manages agents', async () => {
    const { id: room_id } = await home.reader.do('create_room', { name: newId() });
    const rune = await home.writer();
    await home.reader.do('add_member', { room_id, participant_id: rune.id });
    await home.reader.do('remove_member', { room_id, participant_id: home.reader.id });
    await rune.write('Once upon', { room_id });
    expect(await home.reader.do('stop_agent', { room_id, participant_id: rune.id })).toEqual({ stopped: true });
    await rune.write('Once more', { room_id });
    const key = (await home.owner.post('/api/keys', { label: 'admin', rights: ['read', 'post', 'admin'] })).field('secret');
    const command = await home.agent('command', { key });
    expect((await command.request('stop_agent', { room_id, participant_id: rune.id })).payload).toEqual({ stopped: true });
  });

  it('needs an agent that is in the room', async () => {
    const rune = await home.writer();
    const { id: room_id } = await home.reader.do('create_room', { name: newId() });
    const code = async (participant_id: string): Promise<string> =>
      home.reader.do('stop_agent', { room_id, participant_id }).then(
        () => 'ok',
        (error: unknown) => String(error),
      );
    for (const each of [rune.id, 'no-such', home.reader.id]) expect(await code(each)).toContain('agent_not_found');
    expect(fieldOf(await rune.client.request('ping'), 'code')).toBe('undefined');
  });
});
