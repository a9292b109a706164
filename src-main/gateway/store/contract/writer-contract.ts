import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRoom, OWNER_ID, post, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

export function describeWriter(open: OpenStore): void {
  describe('writes', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('does what is asked at once in the order in which it is asked', async () => {
      const { id } = await makeRoom(store);
      const posted = await Promise.all(Array.from({ length: 50 }, (_each, at) => post(store, id, String(at))));
      expect(posted.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_each, at) => at + 1));
      const { value } = await store.archive.messagesAfter(id, 0, 100);
      expect(value.map(({ content }) => content)).toEqual(posted.map(({ content }) => content));
    });

    it('tells of a change before it answers', async () => {
      const { id } = await makeRoom(store);
      const before = store.told.length;
      const { id: message_id } = await post(store, id, 'hello');
      expect(toldSince(store, before)).toEqual(['message.posted']);
      await store.run('react', { room_id: id, message_id, participant_id: OWNER_ID, emoji: '👍', on: true });
      expect(toldSince(store, before)).toEqual(['message.posted', 'message.changed']);
    });

    it('writes and tells nothing of what it refuses, and does the rest of what was asked with it', async () => {
      const { id } = await makeRoom(store);
      const before = store.told.length;
      const refused = post(store, id, 'no', { reply_to: 'nothing' });
      const [first, second] = await Promise.all([post(store, id, 'a'), post(store, id, 'b'), refused.catch(() => null)]);
      await expect(refused).rejects.toMatchObject({ code: 'message_not_found' });
      expect([first?.seq, second?.seq]).toEqual([1, 2]);
      expect(toldSince(store, before)).toEqual(['message.posted', 'message.posted']);
    });

    it('takes the same message once', async () => {
      const { id } = await makeRoom(store);
      const first = await post(store, id, 'once', { client_id: 'c1' });
      expect(await post(store, id, 'once', { client_id: 'c1' })).toEqual(first);
      await expect(post(store, id, 'other', { client_id: 'c1' })).rejects.toMatchObject({ code: 'idempotency_mismatch' });
      expect((await store.archive.messagesAfter(id, 0, 10)).value).toHaveLength(1);
    });

    it('takes an operation on a message, a vote and a task only with their room', async () => {
      const [{ id }, { id: other }] = [await makeRoom(store), await makeRoom(store)];
      const { id: message_id } = await post(store, id, 'here');
      const edit = store.run('editMessage', { room_id: other, message_id, content: 'there', mentions: [] });
      await expect(edit).rejects.toMatchObject({ code: 'message_not_found' });
      await expect(store.run('deleteMessage', { room_id: other, message_id })).rejects.toMatchObject({ code: 'message_not_found' });
      const task = { id: `task ${id}`, room_id: id, title: 'Sweep', description: null, assignee_id: null, created_by: OWNER_ID };
      await store.run('assignTask', task);
      const update = store.run('updateTask', { id: task.id, room_id: other, by_id: OWNER_ID, status: 'completed' });
      await expect(update).rejects.toMatchObject({ code: 'task_not_found' });
      const vote = {
        id: `vote ${id}`,
        room_id: id,
        title: 'Tea?',
        description: null,
        options: ['yes', 'no'],
        created_by: OWNER_ID,
        key_id: null,
      };
      await store.run('createVote', { ...vote, duration_ms: null, eligible_ids: [OWNER_ID] });
      const cast = { vote_id: vote.id, participant_id: OWNER_ID, option_index: 0, may_come_later: false, replace: true };
      await expect(store.run('castVote', { room_id: other, ...cast })).rejects.toMatchObject({ code: 'vote_not_found' });
      expect((await store.run('castVote', { room_id: id, ...cast })).tally).toEqual([1, 0]);
    });

    it('keeps what a message said before, and nothing of what was deleted', async () => {
      const { id } = await makeRoom(store);
      const { id: message_id } = await post(store, id, 'one');
      for (const content of ['two', 'three']) await store.run('editMessage', { room_id: id, message_id, content, mentions: [] });
      const edits = await store.archive.edits({ room_id: id, message_id }, null, 10);
      expect(edits.value?.map(({ content }) => content)).toEqual(['two', 'one']);
      const deleted = await store.run('deleteMessage', { room_id: id, message_id });
      expect(deleted.content).toBe('');
      expect(deleted.deleted_at).toBeGreaterThan(0);
      expect((await store.archive.edits({ room_id: id, message_id }, null, 10)).value).toEqual([]);
    });
  });
}
