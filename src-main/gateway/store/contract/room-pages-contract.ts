import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOM_PAGE_VERSIONS_MAX } from '../../../../src-shared/limits.ts';
import type { RoomPageVersion } from '../../../../src-shared/room-pages.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

const FAR = Number.MAX_SAFE_INTEGER;

export function describeRoomPages(open: OpenStore): void {
  describe('pages of rooms', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const write = (room_id: string, content: string, expected_version: number, author_id = OWNER_ID): Promise<RoomPageVersion> =>
      store.run('setRoomPage', { room_id, author_id, content, expected_version });
    const page = async (room_id: string, version: number | null = null) => (await store.archive.roomPage(room_id, version)).value;
    const versions = async (room_id: string, before = FAR, limit = 1_000): Promise<number[]> =>
      (await store.archive.roomPageVersions(room_id, before, limit)).value.map(({ version }) => version);
    const activities = (room_id: string): string[] =>
      store.told.flatMap(({ event }) =>
        event.type === 'activity.recorded' && event.activity.room_id === room_id
          ? [`${event.activity.kind} ${event.activity.participant_id}`]
          : [],
      );

    it('have a new version with each change', async () => {
      const { id: room_id, page_version } = await makeRoom(store);
      expect([page_version, await page(room_id)]).toEqual([0, null]);
      const before = store.told.length;
      const first = await write(room_id, 'é', 0);
      expect(first).toMatchObject({ version: 1, author_id: OWNER_ID, bytes: 2 });
      expect(toldSince(store, before)).toEqual(['room_page.changed', 'activity.recorded']);
      expect(store.told.find(({ event }, index) => index >= before && event.type === 'room_page.changed')?.event).toMatchObject({
        room_id,
        ...first,
      });
      await write(room_id, 'second', 1, AGENT_ID);
      expect(await page(room_id)).toMatchObject({ version: 2, author_id: AGENT_ID, content: 'second', bytes: 6 });
      expect(await page(room_id, 1)).toEqual({ ...first, content: 'é' });
      expect(await page(room_id, 3)).toBeNull();
    });

    it('are not overwritten by one who knows an older version', async () => {
      const { id: room_id } = await makeRoom(store);
      await write(room_id, 'first', 0);
      const before = store.told.length;
      for (const expected of [0, 2])
        await expect(write(room_id, 'other', expected, AGENT_ID)).rejects.toMatchObject({ code: 'page_conflict' });
      expect(toldSince(store, before)).toEqual([]);
      expect(await page(room_id)).toMatchObject({ version: 1, content: 'first' });
    });

    it('are written once of two who write at the same time', async () => {
      const { id: room_id } = await makeRoom(store);
      const both = await Promise.allSettled([write(room_id, 'one', 0), write(room_id, 'two', 0, AGENT_ID)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await versions(room_id)).toEqual([1]);
    });

    it('have no new version with the same text, and take the same change twice', async () => {
      const { id: room_id } = await makeRoom(store);
      const first = await write(room_id, 'same', 0);
      expect(await write(room_id, 'same', 0)).toEqual(first);
      expect(await write(room_id, 'same', 1, AGENT_ID)).toEqual(first);
      await expect(write(room_id, 'same', 0, AGENT_ID)).rejects.toMatchObject({ code: 'page_conflict' });
      expect(await versions(room_id)).toEqual([1]);
    });

    it('list their versions, the newest first, in pages', async () => {
      const { id: room_id } = await makeRoom(store);
      for (let version = 0; version < 5; version += 1) await write(room_id, String(version), version);
      expect(await versions(room_id, FAR, 2)).toEqual([5, 4]);
      expect(await versions(room_id, 4, 2)).toEqual([3, 2]);
      const { id: other } = await makeRoom(store);
      expect(await versions(other)).toEqual([]);
    });

    it('keep a limited number of versions', async () => {
      const { id: room_id } = await makeRoom(store);
      const all = ROOM_PAGE_VERSIONS_MAX + 3;
      for (let version = 0; version < all; version += 1) await write(room_id, `text ${version}`, version);
      const kept = await versions(room_id);
      expect([kept.length, kept[0], kept.at(-1)]).toEqual([ROOM_PAGE_VERSIONS_MAX, all, 4]);
      expect(await page(room_id, 3)).toBeNull();
    });

    it('show in the timeline who changed them, each once in a while', async () => {
      const { id: room_id } = await makeRoom(store);
      for (const [version, author] of [OWNER_ID, OWNER_ID, AGENT_ID, OWNER_ID, AGENT_ID].entries())
        await write(room_id, `text ${version}`, version, author);
      expect(activities(room_id)).toEqual([`page ${OWNER_ID}`, `page ${AGENT_ID}`]);
    });

    it('keep the newest version, however old, when old messages go', async () => {
      const { id: room_id } = await makeRoom(store);
      await post(store, room_id, 'old');
      for (let version = 0; version < 3; version += 1) await write(room_id, `text ${version}`, version);
      await store.run('sweepRoom', { room_id, before: FAR, limit: 10 });
      expect(await versions(room_id)).toEqual([3]);
      expect(await page(room_id)).toMatchObject({ content: 'text 2' });
      expect(await write(room_id, 'next', 3)).toMatchObject({ version: 4 });
    });

    it('end with their room', async () => {
      const { id: room_id } = await makeRoom(store);
      await write(room_id, 'secret', 0);
      await store.run(store.ephemeral ? 'destroyRoom' : 'deleteRoom', { room_id, by_id: OWNER_ID });
      expect(await page(room_id)).toBeNull();
    });
  });
}
