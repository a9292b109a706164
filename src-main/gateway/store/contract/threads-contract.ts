import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { THREADS_FOLLOWED_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { ThreadFollow } from '../../../../src-shared/threads.ts';
import type { MessageView } from '../interfaces/archive.ts';
import { makeThread, together } from './makers.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

const BY_OWNER = { author_id: OWNER_ID } as const;

/** Opens a store for all tests of a block, and gives what they do with it. */
function handsOn(open: OpenStore) {
  let store: StoreUnderTest;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  return {
    store: () => store,
    followOf: async (room_id: string, thread_id: string): Promise<ThreadFollow | undefined> =>
      (await store.archive.memberships(OWNER_ID)).value.get(room_id)?.threads[thread_id],
    async page(room_id: string, view: MessageView): Promise<string[]> {
      const { value } = await store.archive.history({ room_id, view, limit: 50, start: { before_seq: 1_000 } });
      return value.messages.map(({ content }) => content);
    },
    reply: (room_id: string, thread_id: string, content: string, more: object = {}): Promise<Message> =>
      post(store, room_id, content, { reply_to: thread_id, thread_id, ...more }),
  };
}

export function describeThreads(open: OpenStore): void {
  describe('threads', () => {
    const { page, reply, ...hands } = handsOn(open);
    let store: StoreUnderTest;
    beforeAll(() => {
      store = hands.store();
    });
    it('keep their replies out of the timeline, except those that were sent to it too', async () => {
      const { room_id, thread_id } = await makeThread(store);
      await reply(room_id, thread_id, 'also here', { also_in_room: true });
      await post(store, room_id, 'beside it');
      expect(await page(room_id, 'timeline')).toEqual(['first', 'also here', 'beside it']);
      expect(await page(room_id, { thread_id })).toEqual(['first', 'reply', 'also here']);
      expect(await page(room_id, 'all')).toEqual(['first', 'reply', 'also here', 'beside it']);
    });

    it('are found by any of their messages, and before they have replies', async () => {
      const { room_id, thread_id } = await makeThread(store);
      const { id } = await reply(room_id, thread_id, 'by this one');
      expect(await page(room_id, { thread_id: id })).toEqual(['first', 'reply', 'by this one']);
      const { id: alone } = await post(store, room_id, 'alone');
      expect(await page(room_id, { thread_id: alone })).toEqual(['alone']);
    });

    it('are named by their first message, with the newest authors', async () => {
      const { room_id, thread_id } = await makeThread(store);
      const { seq, created_at } = await reply(room_id, thread_id, 'mine', BY_OWNER);
      const { value: first } = await store.archive.message(room_id, thread_id);
      expect(first).toMatchObject({
        thread_id,
        thread: { replies: 2, last_seq: seq, last_reply_at: created_at, author_ids: [AGENT_ID, OWNER_ID] },
      });
      expect(first).not.toHaveProperty('thread_only');
    });

    it('take an answer to one of their replies, and not an answer to their first message', async () => {
      const { room_id, thread_id } = await makeThread(store);
      const { id } = await reply(room_id, thread_id, 'called');
      const inside = await post(store, room_id, 'answered', { reply_to: id });
      const outside = await post(store, room_id, 'plain', { reply_to: thread_id });
      expect(inside).toMatchObject({ thread_id, thread_only: true, reply_to: id });
      expect(outside).not.toHaveProperty('thread_id');
    });

    it('take a reply that names one of their replies', async () => {
      const { room_id, thread_id } = await makeThread(store);
      const { id } = await reply(room_id, thread_id, 'one');
      expect(await reply(room_id, id, 'two')).toMatchObject({ thread_id });
    });

    it('refuse a message of another room, and then write nothing', async () => {
      const { thread_id } = await makeThread(store);
      const { id: room_id } = await makeRoom(store);
      const before = store.told.length;
      for (const each of [thread_id, 'nothing'])
        await expect(post(store, room_id, 'lost', { thread_id: each })).rejects.toMatchObject({ code: 'message_not_found' });
      expect(toldSince(store, before)).toEqual([]);
      expect(await page(room_id, 'all')).toEqual([]);
      for (const act of ['followThread', 'unfollowThread', 'markThreadRead'] as const) {
        const args = { room_id, thread_id, participant_id: OWNER_ID, is_muted: false, seq: 1 };
        await expect(store.run(act, args)).rejects.toMatchObject({ code: 'message_not_found' });
      }
      expect(await page(room_id, { thread_id })).toEqual([]);
    });

    it('end with their last message, and lose what was deleted from what is unread', async () => {
      const { room_id, thread_id } = await makeThread(store);
      const { id: other } = await post(store, room_id, 'another', BY_OWNER);
      await reply(room_id, other, 'stays');
      await store.run('sweepRoom', { room_id, before: Number.MAX_SAFE_INTEGER, limit: 3 });
      const { threads } = (await store.archive.memberships(OWNER_ID)).value.get(room_id) ?? {};
      expect(threads).toEqual({ [other]: { last_read_seq: 3, unread: 1, mentions: 0, is_muted: false } });
      expect(await page(room_id, { thread_id })).toEqual([]);
      expect(await page(room_id, { thread_id: other })).toEqual(['stays']);
      expect(await reply(room_id, (await firstIn(room_id, other)).id, 'another reply')).toMatchObject({ thread_id: other });
    });

    const firstIn = async (room_id: string, thread_id: string): Promise<Message> => {
      const { value } = await store.archive.history({ room_id, view: { thread_id }, limit: 1, start: { after_seq: 0 } });
      return value.messages[0] ?? expect.fail('no message');
    };

    it('take the same reply once', async () => {
      const { room_id, thread_id } = await makeThread(store);
      const again = { ...BY_OWNER, client_id: `once ${thread_id}` };
      const [one, two] = [await reply(room_id, thread_id, 'once', again), await reply(room_id, thread_id, 'once', again)];
      expect(two).toEqual(one);
      expect((await store.archive.message(room_id, thread_id)).value?.thread?.replies).toBe(2);
      const toRoom = reply(room_id, thread_id, 'once', { ...again, also_in_room: true });
      await expect(toRoom).rejects.toMatchObject({ code: 'idempotency_mismatch' });
    });
  });
}

export function describeFollowing(open: OpenStore): void {
  describe('followed threads', () => {
    const { followOf, reply, ...hands } = handsOn(open);
    let store: StoreUnderTest;
    beforeAll(() => {
      store = hands.store();
    });

    it('count as unread in themselves, and not in their room', async () => {
      const { room_id, thread_id } = await makeThread(store);
      await reply(room_id, thread_id, 'for you', { mentions: [OWNER_ID] });
      const membership = (await store.archive.memberships(OWNER_ID)).value.get(room_id);
      expect(membership).toMatchObject({ unread: 0, mentions: 0 });
      expect(membership?.threads).toEqual({ [thread_id]: { last_read_seq: 1, unread: 2, mentions: 1, is_muted: false } });
      const { follow } = await store.run('markThreadRead', { room_id, thread_id, participant_id: OWNER_ID, seq: 2 });
      expect(follow).toMatchObject({ last_read_seq: 2, unread: 1, mentions: 1 });
      await store.run('markThreadRead', { room_id, thread_id, participant_id: OWNER_ID, seq: 1 });
      await store.run('markThreadRead', { room_id, thread_id, participant_id: OWNER_ID, seq: 99 });
      expect(await followOf(room_id, thread_id)).toMatchObject({ last_read_seq: 3, unread: 0, mentions: 0 });
    });

    it('are followed by those who write and those who are mentioned, until they stop', async () => {
      const { id: room_id } = await makeRoom(store);
      const { id: thread_id } = await post(store, room_id, 'by the agent');
      await reply(room_id, thread_id, 'by the agent too');
      expect(await followOf(room_id, thread_id)).toBeUndefined();
      await reply(room_id, thread_id, 'mine', BY_OWNER);
      expect(await followOf(room_id, thread_id)).toMatchObject({ last_read_seq: 3, unread: 0 });
      await store.run('unfollowThread', { room_id, thread_id, participant_id: OWNER_ID });
      await reply(room_id, thread_id, 'more');
      expect(await followOf(room_id, thread_id)).toBeUndefined();
      await reply(room_id, thread_id, 'look', { mentions: [OWNER_ID] });
      expect(await followOf(room_id, thread_id)).toMatchObject({ last_read_seq: 4, unread: 1, mentions: 1 });
    });

    it('are not followed again by the author of their first message, who stopped', async () => {
      const { room_id, thread_id } = await makeThread(store);
      await store.run('unfollowThread', { room_id, thread_id, participant_id: OWNER_ID });
      await reply(room_id, thread_id, 'more');
      expect(await followOf(room_id, thread_id)).toBeUndefined();
    });

    it('stay muted when a reply mentions the participant', async () => {
      const { room_id, thread_id } = await makeThread(store);
      await store.run('followThread', { room_id, thread_id, participant_id: OWNER_ID, is_muted: true });
      await reply(room_id, thread_id, 'look', { mentions: [OWNER_ID] });
      expect(await followOf(room_id, thread_id)).toMatchObject({ is_muted: true, mentions: 1 });
    });

    it('are followed up to a limit: one that was read gives way to a new one', async () => {
      const { id: room_id } = await makeRoom(store);
      const begun = await together(THREADS_FOLLOWED_MAX + 1, (index) => post(store, room_id, String(index)));
      const ids = begun.map(({ id }) => id);
      // The first one is unread.
      await together(ids.length, (index) =>
        index === 0 ? reply(room_id, ids[0] ?? '', 'look', { mentions: [OWNER_ID] }) : reply(room_id, ids[index] ?? '', 'mine', BY_OWNER),
      );
      const followed = Object.keys((await store.archive.memberships(OWNER_ID)).value.get(room_id)?.threads ?? {});
      expect(followed).toHaveLength(THREADS_FOLLOWED_MAX);
      expect([ids[0], ids[1], ids.at(-1)].map((id) => followed.includes(id ?? ''))).toEqual([true, false, true]);
    });

    it('are listed with the newest reply first, in pages', async () => {
      const own = await open();
      try {
        const ids = [];
        for (let count = 0; count < 3; count += 1) ids.push((await makeThread(own)).thread_id);
        const all = (await own.archive.followedThreads(OWNER_ID, { time: Number.MAX_SAFE_INTEGER, id: '' }, 10)).value;
        expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort());
        const times = all.map(({ thread }) => thread.last_reply_at ?? 0);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
        const [first] = all;
        const rest = await own.archive.followedThreads(OWNER_ID, { time: first?.thread.last_reply_at ?? 0, id: first?.id ?? '' }, 1);
        expect(rest.value.map(({ id }) => id)).toEqual([all[1]?.id]);
        expect(first).toMatchObject({ thread: { replies: 1 }, follow: { unread: 1 }, message: { content: 'first' } });
      } finally {
        await own.close();
      }
    });

    it('are not followed any more by one who left the room', async () => {
      const { room_id, thread_id } = await makeThread(store);
      await store.run('removeMember', { room_id, by_id: OWNER_ID, participant_id: OWNER_ID, loses_sight: true });
      await reply(room_id, thread_id, 'without you', { mentions: [OWNER_ID] });
      await store.run('addMember', { room_id, by_id: OWNER_ID, participant_id: OWNER_ID });
      expect(await followOf(room_id, thread_id)).toBeUndefined();
    });
  });
}
