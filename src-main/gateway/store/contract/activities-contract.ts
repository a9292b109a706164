import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVITIES_KEPT_MAX } from '../../../../src-shared/limits.ts';
import type { PageStart } from '../interfaces/archive.ts';
import { makeMessage, together } from './makers.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

export function describeActivities(open: OpenStore): void {
  describe('activities', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const page = async (room_id: string, start: PageStart, limit = 50): Promise<string[]> => {
      const { value } = await store.archive.history({ room_id, view: 'timeline', limit, start });
      return value.activities.map(({ kind, by_id, after_seq }) => `${kind}${by_id === null ? '' : ` by ${by_id}`} after ${after_seq}`);
    };
    const NEWEST = { before_seq: Number.MAX_SAFE_INTEGER };

    it('are recorded when a member joins or leaves, with the one who did it', async () => {
      const { id: room_id } = await makeRoom(store, { member_ids: [OWNER_ID] });
      const agent = { room_id, participant_id: AGENT_ID };
      await store.run('addMember', { ...agent, by_id: OWNER_ID });
      await store.run('addMember', { ...agent, by_id: OWNER_ID });
      await post(store, room_id, 'between');
      await store.run('removeMember', { ...agent, by_id: AGENT_ID, loses_sight: false });
      await store.run('addMember', { ...agent, by_id: null });
      expect(await page(room_id, NEWEST)).toEqual([`joined by ${OWNER_ID} after 0`, 'left after 1']);
      const events = store.told.filter(({ event }) => event.type === 'activity.recorded' && event.activity.room_id === room_id);
      expect(events).toHaveLength(2);
    });

    it('come with the pages between whose messages they are', async () => {
      const { id: room_id } = await makeRoom(store);
      const lead = (): Promise<void> => store.run('recordActivity', { room_id, participant_id: AGENT_ID, by_id: AGENT_ID, kind: 'leads' });
      await lead();
      for (let seq = 1; seq <= 4; seq += 1) {
        await post(store, room_id, String(seq));
        await lead();
      }
      expect(await page(room_id, NEWEST, 2)).toEqual(['leads after 3', 'leads after 4']);
      expect(await page(room_id, { before_seq: 3 }, 2)).toEqual(['leads after 0', 'leads after 1', 'leads after 2']);
      expect(await page(room_id, { after_seq: 0 }, 2)).toEqual(['leads after 0', 'leads after 1', 'leads after 2']);
      expect(await page(room_id, { after_seq: 2 }, 9)).toEqual(['leads after 3', 'leads after 4']);
      const { value } = await store.archive.history({ room_id, view: 'all', limit: 9, start: NEWEST });
      expect(value.activities).toEqual([]);
    });

    it('are not recorded in a direct room, and go with the messages before them', async () => {
      const direct = await store
        .run('openDirect', { id: 'direct of the two', pair: [OWNER_ID, AGENT_ID], created_by: OWNER_ID })
        .catch(() => null);
      if (direct) {
        await store.run('recordActivity', { room_id: direct.id, participant_id: AGENT_ID, by_id: AGENT_ID, kind: 'leads' });
        expect(await page(direct.id, NEWEST)).toEqual([]);
      }
      const { room_id } = await makeMessage(store);
      for (const kind of ['left', 'joined'] as const) {
        await store.run('recordActivity', { room_id, participant_id: AGENT_ID, by_id: AGENT_ID, kind });
        await post(store, room_id, 'more');
      }
      await store.run('sweepRoom', { room_id, before: Number.MAX_SAFE_INTEGER, limit: 2 });
      expect(await page(room_id, NEWEST)).toEqual(['joined after 2']);
    });

    it('are kept up to a limit', async () => {
      const { id: room_id } = await makeRoom(store);
      const lead = () => store.run('recordActivity', { room_id, participant_id: AGENT_ID, by_id: AGENT_ID, kind: 'leads' });
      await together(ACTIVITIES_KEPT_MAX, lead);
      await post(store, room_id, 'late');
      await together(5, lead);
      expect((await page(room_id, NEWEST)).slice(-5)).toEqual(Array.from({ length: 5 }, () => 'leads after 1'));
      await store.run('sweepRoom', { room_id, before: Number.MAX_SAFE_INTEGER, limit: 9 });
      expect(await page(room_id, NEWEST)).toHaveLength(5);
    });
  });
}
