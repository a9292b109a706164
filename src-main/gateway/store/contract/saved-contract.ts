import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAVED_MAX } from '../../../../src-shared/limits.ts';
import { makeReminder, makeSaved, together } from './makers.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

const NEWEST = { time: Number.MAX_SAFE_INTEGER, id: '' };
const OF_OWNER = { participant_id: OWNER_ID };

export function describeSaved(open: OpenStore): void {
  describe('saved messages', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const listed = async (id: string) => {
      const { value } = await store.archive.savedMessages(OWNER_ID, NEWEST, 1_000);
      return value.find((each) => each.id === id) ?? null;
    };

    it('are listed with their messages, for their participant only', async () => {
      const item = await makeSaved(store);
      expect(await listed(item.id)).toEqual({ ...item, message: expect.objectContaining({ id: item.id, content: 'kept' }) as unknown });
      expect((await store.archive.savedMessages(AGENT_ID, NEWEST, 10)).value).toEqual([]);
    });

    it('are sent to their participant only', async () => {
      const before = store.told.length;
      const { room_id, id } = await makeSaved(store);
      await store.run('unsave', { ...OF_OWNER, saved_id: id });
      const told = store.told.slice(before).filter(({ event }) => event.type === 'saved.changed');
      // Behind a router the events come with those of the SQLite store.
      if (!store.ephemeral) expect(told).toHaveLength(2);
      for (const { only_id } of told) expect(only_id).toBe(OWNER_ID);
      expect(await listed(id)).toBeNull();
      expect((await store.archive.message(room_id, id)).value).not.toBeNull();
    });

    it('are saved once, and removed once', async () => {
      const item = await makeSaved(store);
      const { id, room_id } = item;
      expect(await store.run('saveMessage', { ...OF_OWNER, message: { id, room_id }, remind_at: null })).toEqual(item);
      for (const saved_id of [id, id, 'nothing']) expect(await store.run('unsave', { ...OF_OWNER, saved_id })).toEqual({ saved_id });
      expect(await listed(id)).toBeNull();
    });

    it('have no content once the message is deleted, and no message once it is swept', async () => {
      const { room_id, id } = await makeSaved(store);
      await store.run('deleteMessage', { room_id, message_id: id });
      expect((await listed(id))?.message).toMatchObject({ content: '' });
      await store.run('sweepRoom', { room_id, before: Number.MAX_SAFE_INTEGER, limit: 10 });
      expect(await listed(id)).toMatchObject({ id, room_id, message: null });
    });

    it('stay when their room ends, without their message', async () => {
      const { room_id, id } = await makeSaved(store);
      await store.run('destroyRoom', { by_id: null, room_id });
      expect(await listed(id)).toMatchObject({ id, room_id, message: null });
      await store.run('unsave', { ...OF_OWNER, saved_id: id });
      expect(await listed(id)).toBeNull();
    });

    it('become due once, unless they were changed or removed meanwhile', async () => {
      const own = await open();
      try {
        const { id: saved_id } = await makeReminder(own, 1_000);
        const { id: changed } = await makeReminder(own, 2_000);
        const next = async () => (await own.archive.nextReminders(10)).value.map(({ id, due_at }) => [id, due_at]);
        expect(await next()).toEqual([
          [saved_id, 1_000],
          [changed, 2_000],
        ]);
        expect((await own.archive.nextReminders(1)).value).toHaveLength(1);
        await own.run('setReminder', { ...OF_OWNER, saved_id: changed, remind_at: 500 });
        for (const [id, remind_at] of [
          [saved_id, 1_000],
          [saved_id, 1_000],
          [changed, 2_000],
          ['nothing', 1],
        ] as const)
          await own.run('makeDue', { ...OF_OWNER, saved_id: id, remind_at });
        expect(await next()).toEqual([[changed, 500]]);
        const { value } = await own.archive.savedMessages(OWNER_ID, NEWEST, 10);
        expect(value.find(({ id }) => id === saved_id)).toMatchObject({
          ...{ text: 'Call Bob', room_id: null, message: null },
          ...{ due_at: expect.any(Number) as unknown, is_seen: false },
        });
        expect(await own.run('seeReminders', OF_OWNER)).toEqual({ seen: 1 });
        expect(await own.run('seeReminders', OF_OWNER)).toEqual({ seen: 0 });
        const later = await own.run('setReminder', { ...OF_OWNER, saved_id, remind_at: 9_000 });
        expect(later).toMatchObject({ remind_at: 9_000, due_at: null, is_seen: false });
        expect(await next()).toEqual([
          [changed, 500],
          [saved_id, 9_000],
        ]);
      } finally {
        await own.close();
      }
    });

    it('keep the reminder of a message that is saved again without one', async () => {
      const { id, room_id } = await makeSaved(store);
      const message = { id, room_id };
      await store.run('saveMessage', { ...OF_OWNER, message, remind_at: 5_000 });
      expect(await store.run('saveMessage', { ...OF_OWNER, message, remind_at: null })).toMatchObject({ remind_at: 5_000 });
      expect(await store.run('setReminder', { ...OF_OWNER, saved_id: id, remind_at: null })).toMatchObject({ remind_at: null });
    });

    it('are refused a reminder without a message and without a time, and one of nothing', async () => {
      const { id: saved_id } = await makeReminder(store);
      const set = (of: string, remind_at: number | null) => store.run('setReminder', { ...OF_OWNER, saved_id: of, remind_at });
      await expect(set(saved_id, null)).rejects.toMatchObject({ code: 'invalid_payload' });
      await expect(set('nothing', 1)).rejects.toMatchObject({ code: 'message_not_found' });
    });

    it('are limited in number, and listed in pages', async () => {
      const own = await open();
      try {
        const { id: room_id } = await makeRoom(own);
        const save = (id: string) => own.run('saveMessage', { ...OF_OWNER, message: { id, room_id }, remind_at: null });
        const ids = await together(SAVED_MAX, async (index) => (await save(`message ${index}`)).id);
        const { id: last } = await post(own, room_id, 'one too many');
        await expect(save(last)).rejects.toMatchObject({ code: 'invalid_payload' });
        await own.run('unsave', { ...OF_OWNER, saved_id: ids[0] ?? '' });
        await save(last);
        const found: string[] = [];
        let place = NEWEST;
        for (;;) {
          const { value } = await own.archive.savedMessages(OWNER_ID, place, 120);
          const end = value.at(-1);
          if (!end) break;
          found.push(...value.map(({ id }) => id));
          place = { time: end.saved_at, id: end.id };
        }
        expect(found).toHaveLength(SAVED_MAX);
        expect(found.toSorted()).toEqual([...ids.slice(1), last].toSorted());
      } finally {
        await own.close();
      }
    });
  });
}
