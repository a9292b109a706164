import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { HEARTBEAT_INTERVAL_MS, WATCH_VERSION } from '../limits.ts';
import { ConnectionLost } from './pending-requests.ts';
import { EPHEMERAL, online, person, renamed, roomInMemory, snapshotAt, startClient } from './testing/app-client.ts';

describe('A client of the app’s protocol', () => {
  it('asks for everything first, and is live once it has it', async () => {
    const test = startClient();
    await test.met();
    expect(test.said()).toMatchObject({ type: 'watch', payload: { cursor: null } });
    expect(test.states).toEqual([{ state: 'connecting' }]);
    test.answer({ mode: 'snapshot', snapshot: snapshotAt(5) });
    await test.settle();
    expect(test.snapshots).toEqual([snapshotAt(5)]);
    expect(test.states.at(-1)).toEqual({ state: 'live' });
  });

  it('comes back with the cursor of the last event it saw', async () => {
    const test = startClient();
    await test.live(5);
    test.push('event', renamed(9));
    test.lose();
    test.pass(100);
    await test.met();
    expect(test.said()).toMatchObject({ type: 'watch', payload: { cursor: 9 } });
    const last_end = { code: 'slow_reader', message: 'Too slow.' };
    test.answer({ mode: 'resumed', ephemeral: EPHEMERAL, last_end });
    await test.settle();
    expect(test.states.at(-1)).toEqual({ state: 'live', last_end });
    expect(test.resumed.map(({ cursor }) => cursor)).toEqual([9]);
    expect(test.snapshots).toHaveLength(1);
  });

  it('drops what it has seen, and lets through what has no cursor', async () => {
    const test = startClient();
    await test.live(5);
    const typing = { type: 'typing.changed', cursor: null, room_id: 'r', participant_id: 'p', typing: true };
    for (const event of [renamed(5), renamed(6), renamed(6), renamed(4), typing, typing, renamed(8)]) test.push('event', event);
    expect(test.events.map((event) => event.cursor)).toEqual([6, null, null, 8]);
  });

  it.each(['thread.started', 'toString', '__proto__', ''])(
    'skips an event of the type %j that it does not know, and continues',
    async (type) => {
      const test = startClient();
      await test.live(5);
      for (const event of [renamed(6), { type, cursor: 7, room_id: 'r' }, { type, cursor: null }, renamed(8)]) test.push('event', event);
      expect(test.events.map((event) => event.cursor)).toEqual([6, 8]);
      expect(test.unknown).toEqual([type]);
      expect(test.client.snapshot()?.home.name).toBe('Home 8');
      test.lose();
      test.pass(100);
      await test.met();
      expect(test.said()).toMatchObject({ type: 'watch', payload: { cursor: 8 } });
    },
  );

  it('keeps the snapshot true by events', async () => {
    const test = startClient();
    expect(test.client.snapshot()).toBeNull();
    await test.live(5);
    test.push('event', renamed(6));
    expect(test.client.snapshot()).toEqual({ ...snapshotAt(6), home: { ...snapshotAt(6).home, name: 'Home 6' } });
  });

  it('has the ephemeral state of now after a resume, and no rooms in memory that ended meanwhile', async () => {
    const test = startClient();
    const [old, fresh] = [roomInMemory('old'), roomInMemory('fresh')];
    await test.met();
    test.answer({ mode: 'snapshot', snapshot: { ...snapshotAt(5), rooms: { old }, present: { old: ['me'] } } });
    await test.settle();
    test.lose();
    test.pass(100);
    await test.met();
    test.answer({ mode: 'resumed', ephemeral: { ...EPHEMERAL, present: { fresh: ['me'] }, ephemeral_rooms: { fresh } } });
    expect(test.client.snapshot()).toEqual({ ...snapshotAt(5), rooms: { fresh }, present: { fresh: ['me'] } });
  });

  it('counts an event that is read together with the reply to watch as one after it', async () => {
    const test = startClient();
    await test.met();
    test.answer({ mode: 'snapshot', snapshot: snapshotAt(5) });
    test.push('event', renamed(6));
    await test.settle();
    expect(test.events.map(({ cursor }) => cursor)).toEqual([6]);
    expect(test.client.snapshot()?.home.name).toBe('Home 6');

    test.lose();
    test.pass(100);
    await test.met();
    test.answer({ mode: 'resumed', ephemeral: EPHEMERAL });
    test.push('event', { type: 'presence.changed', cursor: null, presence: online('you') });
    await test.settle();
    expect(test.client.snapshot()?.presence).toEqual({ you: online('you') });
  });

  it('keeps participants from replies, also in the next snapshot of the same epoch, and what it knows already', async () => {
    const test = startClient();
    await test.live(5);
    const gone = person('gone');
    test.client.learn({ participants: [gone], presence: [online('gone')] });
    test.client.learn({ participants: [{ ...gone, name: 'Older' }] });
    expect(test.client.snapshot()).toMatchObject({ participants: { gone }, presence: { gone: online('gone') } });
    test.lose();
    test.pass(100);
    await test.live(9);
    expect(test.client.snapshot()?.participants).toEqual({ gone });
    test.lose();
    test.pass(100);
    await test.met();
    test.answer({ mode: 'snapshot', snapshot: { ...snapshotAt(9), epoch: 1 } });
    expect(test.client.snapshot()?.participants).toEqual({});
  });

  it('answers the heartbeat with the cursor of the last event that it has', async () => {
    const test = startClient();
    await test.live();
    const { cursor } = test.client.snapshot() ?? expect.fail('There is no snapshot.');
    test.push('ping', { heartbeat: true });
    expect(test.said()).toEqual({ type: 'pong', payload: { cursor } });
    test.push('event', renamed(cursor + 3));
    test.push('ping', { heartbeat: true });
    expect(test.said()).toEqual({ type: 'pong', payload: { cursor: cursor + 3 } });
  });

  it('gives the answer to whom it is for, and a refusal as an error with its code', async () => {
    const test = startClient();
    await test.live();
    const tip = test.client.request('room_tip', { room_id: 'r' });
    test.answer({ room_id: 'r', seq: 3 });
    expect(await tip).toEqual({ room_id: 'r', seq: 3 });
    const refused = test.client.request('room_tip', { room_id: 'x' });
    test.answer({ code: 'room_not_found', message: 'No.' }, 'error');
    await expect(refused).rejects.toEqual(new AppError('room_not_found', 'No.'));
  });

  it('says of every open request that the connection was lost', async () => {
    const test = startClient();
    await expect(test.client.request('list_rooms', {})).rejects.toBeInstanceOf(ConnectionLost);
    await test.live();
    const requests = [test.client.request('list_rooms', {}), test.client.request('list_agents', {})];
    test.lose();
    for (const { status } of await Promise.allSettled(requests)) expect(status).toBe('rejected');
    await expect(requests[0]).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('does not wait for an answer for ever', async () => {
    const test = startClient();
    await test.live();
    const slow = test.client.request('list_rooms', {});
    test.pass(15_000);
    await expect(slow).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('takes a silent connection for dead, and any frame for a sign of life', async () => {
    const test = startClient();
    await test.live();
    test.pass(HEARTBEAT_INTERVAL_MS * 2 - 1);
    test.push('ping', {});
    test.pass(HEARTBEAT_INTERVAL_MS * 2 - 1);
    expect(test.states.at(-1)).toEqual({ state: 'live' });
    test.pass(1);
    expect(test.states.at(-1)).toEqual({ state: 'waiting', retry_ms: 100 });
  });

  it('looks whether anybody is there on request, and takes silence for an answer', async () => {
    const test = startClient();
    await test.live();
    test.client.reconnectNow();
    expect(test.said().type).toBe('ping');
    test.pass(5_999);
    expect(test.states.at(-1)).toEqual({ state: 'live' });
    test.pass(1);
    expect(test.states.at(-1)).toEqual({ state: 'waiting', retry_ms: 100 });
  });

  it('begins to doubt when an answer does not come', async () => {
    const test = startClient();
    await test.live();
    const lost = expect(test.client.request('list_rooms', {})).rejects.toBeInstanceOf(ConnectionLost);
    test.pass(9_000);
    expect(test.said().type).toBe('ping');
    test.pass(6_000);
    expect(test.states.at(-1)).toEqual({ state: 'waiting', retry_ms: 100 });
    await lost;
  });

  it('stays with a home that is slow to answer but says something else', async () => {
    const test = startClient();
    await test.live();
    const slow = test.client.request('list_rooms', {});
    const { id } = test.said();
    test.pass(9_000);
    test.push('ping', {});
    test.pass(5_999);
    expect(test.states.at(-1)).toEqual({ state: 'live' });
    test.sockets.at(-1)?.listener.onText(JSON.stringify({ id: 's', reply_to: id, type: 'ok', payload: { rooms: [] } }));
    expect(await slow).toEqual({ rooms: [] });
  });

  it('does not wait for ever for a socket to open', () => {
    const test = startClient();
    test.pass(10_000);
    expect(test.states.at(-1)).toEqual({ state: 'waiting', retry_ms: 100 });
  });

  it('tries again after ever longer times, at once on request, and from the start once it was live', async () => {
    const test = startClient();
    const waits: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      test.lose();
      const state = test.states.at(-1);
      if (state?.state !== 'waiting') expect.fail('It does not wait.');
      waits.push(state.retry_ms);
      test.pass(state.retry_ms);
    }
    expect(waits).toEqual([100, 250, 500, 500, 500, 500, 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    test.lose();
    test.client.reconnectNow();
    expect(test.sockets).toHaveLength(14);
    test.pass(8_000);
    expect(test.sockets).toHaveLength(14);
    await test.live();
    test.lose();
    expect(test.states.at(-1)).toEqual({ state: 'waiting', retry_ms: 100 });
  });

  it('tries again soon when asked during a try', () => {
    const test = startClient();
    for (let count = 0; count < 11; count += 1) {
      test.lose();
      test.pass(8_000);
    }
    expect(test.states.at(-1)).toEqual({ state: 'connecting' });
    test.client.reconnectNow();
    test.lose();
    expect(test.states.at(-1)).toEqual({ state: 'waiting', retry_ms: 100 });
  });

  it.each(['not_registered', 'unauthorized'])('is signed out by %s, and does not try again', async (code) => {
    const test = startClient();
    test.open();
    test.answer({ code, message: 'No.' }, 'error');
    await test.settle();
    test.pass(60_000);
    expect(test.states.at(-1)).toEqual({ state: 'signed-out', why: 'ended' });
    expect(test.sockets).toHaveLength(1);
  });

  it('names its version, and is outdated when the home refuses it: it does not try again', async () => {
    const test = startClient();
    await test.met();
    expect(test.said()).toMatchObject({ type: 'watch', payload: { version: WATCH_VERSION } });
    test.answer({ code: 'update_required', message: 'This client is too old.' }, 'error');
    await test.settle();
    test.client.reconnectNow();
    test.pass(60_000);
    expect(test.states.at(-1)).toEqual({ state: 'outdated', message: 'This client is too old.' });
    expect(test.sockets).toHaveLength(1);
  });

  it('is closed for good, whatever its old socket still says', async () => {
    const test = startClient();
    await test.live();
    test.client.close();
    test.push('event', renamed(9));
    test.pass(60_000);
    expect(test.events).toEqual([]);
    expect(test.states.at(-1)).toEqual({ state: 'closed' });
    expect(test.sockets).toHaveLength(1);
  });
});
