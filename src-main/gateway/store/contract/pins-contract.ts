import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PINS_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { PinState } from '../../../../src-shared/pins.ts';
import type { PinPage } from '../interfaces/archive.ts';
import { makeMessage, makePin } from './makers.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

const ALL: PinPage = { state: null, after: null, limit: 10 };

export function describePins(open: OpenStore): void {
  describe('pins', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const pin = (room_id: string, message_id: string, state: PinState | null = null, by_id = OWNER_ID): Promise<Message> =>
      store.run('pinMessage', { room_id, message_id, by_id, state });
    const listed = async (room_id: string, page: Partial<PinPage> = {}): Promise<string[] | null> =>
      (await store.archive.pins(room_id, { ...ALL, ...page })).value?.map(({ content }) => content) ?? null;
    /** The number of pins that the clients have. */
    const countIn = (room_id: string): number | undefined =>
      store.told.flatMap(({ event }) => (event.type === 'room.changed' && event.room.id === room_id ? [event.room.pin_count] : [])).at(-1);
    const several = async (room_id: string, states: readonly PinState[]): Promise<string[]> => {
      const ids: string[] = [];
      for (const [index, state] of states.entries()) {
        const { id } = await post(store, room_id, `${index} ${state}`);
        await pin(room_id, id, state);
        ids.push(id);
      }
      return ids;
    };

    it('stay with the message, and say who pinned it and when', async () => {
      const { room_id, message_id } = await makeMessage(store);
      const before = store.told.length;
      const pinned = await pin(room_id, message_id);
      expect(pinned.pin).toMatchObject({ state: 'none', by_id: OWNER_ID });
      expect(pinned.pin?.pinned_at).toBeTypeOf('number');
      expect(toldSince(store, before)).toEqual(['message.changed', 'room.changed']);
      expect(countIn(room_id)).toBe(1);
      const done = await pin(room_id, message_id, 'done', AGENT_ID);
      expect(done.pin).toEqual({ ...pinned.pin, state: 'done' });
      expect(toldSince(store, before + 2)).toEqual(['message.changed']);
      expect((await store.archive.message(room_id, message_id)).value).toEqual(done);
    });

    it('change nothing when they are there already', async () => {
      const { room_id, message_id } = await makePin(store);
      const before = store.told.length;
      for (const state of [null, 'todo'] as const) await pin(room_id, message_id, state, AGENT_ID);
      const { id: other } = await post(store, room_id, 'not pinned');
      await store.run('unpinMessage', { room_id, message_id: other });
      expect(toldSince(store, before)).toEqual(['message.posted']);
    });

    it('are listed with those to do first and those that are done last, the newest pin first', async () => {
      const { id: room_id } = await makeRoom(store);
      await several(room_id, ['done', 'none', 'todo', 'none', 'todo']);
      const all = ['4 todo', '2 todo', '3 none', '1 none', '0 done'];
      expect(await listed(room_id)).toEqual(all);
      expect(await listed(room_id, { state: 'none' })).toEqual(['3 none', '1 none']);
      expect(await listed(room_id, { limit: 2 })).toEqual(all.slice(0, 2));
    });

    it('are listed in pages', async () => {
      const { id: room_id } = await makeRoom(store);
      const [, second, , last] = await several(room_id, ['none', 'none', 'none', 'todo']);
      expect(await listed(room_id, { after: last ?? '', limit: 2 })).toEqual(['2 none', '1 none']);
      expect(await listed(room_id, { after: second ?? '' })).toEqual(['0 none']);
      expect(await listed(room_id, { after: second ?? '', state: 'todo' })).toBeNull();
      expect(await listed(room_id, { after: 'nothing' })).toBeNull();
      const { id: other } = await makeRoom(store);
      expect(await listed(other, { after: second ?? '' })).toBeNull();
    });

    it('go with the message, and when they are taken off', async () => {
      const { id: room_id } = await makeRoom(store);
      const [first, second] = await several(room_id, ['todo', 'done', 'none']);
      const deleted = await store.run('deleteMessage', { room_id, message_id: first ?? '' });
      expect(deleted).not.toHaveProperty('pin');
      expect(countIn(room_id)).toBe(2);
      expect(await store.run('unpinMessage', { room_id, message_id: second ?? '' })).not.toHaveProperty('pin');
      expect(countIn(room_id)).toBe(1);
      expect(await listed(room_id)).toEqual(['2 none']);
      await expect(pin(room_id, first ?? '')).rejects.toMatchObject({ code: 'message_deleted' });
    });

    it('go with messages that are too old', async () => {
      const { id: room_id } = await makeRoom(store);
      await several(room_id, ['todo', 'done', 'none']);
      await store.run('sweepRoom', { room_id, before: Number.MAX_SAFE_INTEGER, limit: 2 });
      expect(await listed(room_id)).toEqual(['2 none']);
      expect(countIn(room_id)).toBe(1);
    });

    it('stay while the text is edited and the message gets reactions', async () => {
      const of = await makePin(store);
      await store.run('editMessage', { ...of, content: 'other', mentions: [] });
      const reacted = await store.run('react', { ...of, participant_id: OWNER_ID, emoji: '👍', on: true });
      expect(reacted.pin).toMatchObject({ state: 'todo', by_id: OWNER_ID });
    });

    it('are of replies of threads too', async () => {
      const { id: room_id } = await makeRoom(store);
      const { id: thread_id } = await post(store, room_id, 'first');
      const { id } = await post(store, room_id, 'reply', { reply_to: thread_id, thread_id });
      expect(await pin(room_id, id)).toMatchObject({ thread_id, thread_only: true, pin: { state: 'none' } });
      expect(await listed(room_id)).toEqual(['reply']);
    });

    it('are of a message of the room', async () => {
      const { message_id } = await makePin(store);
      const { id: room_id } = await makeRoom(store);
      for (const each of [message_id, 'nothing']) {
        await expect(pin(room_id, each)).rejects.toMatchObject({ code: 'message_not_found' });
        await expect(store.run('unpinMessage', { room_id, message_id: each })).rejects.toMatchObject({ code: 'message_not_found' });
      }
    });

    it('are limited in number, and change their state at the limit', async () => {
      const { id: room_id } = await makeRoom(store);
      const ids = await several(
        room_id,
        Array.from({ length: PINS_MAX }, () => 'none' as const),
      );
      const { id: more } = await post(store, room_id, 'one more');
      await expect(pin(room_id, more)).rejects.toMatchObject({ code: 'too_many_pins' });
      expect((await pin(room_id, ids[0] ?? '', 'done')).pin?.state).toBe('done');
      await store.run('unpinMessage', { room_id, message_id: ids[1] ?? '' });
      expect((await pin(room_id, more)).pin?.state).toBe('none');
      expect(countIn(room_id)).toBe(PINS_MAX);
    });
  });
}
