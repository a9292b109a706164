import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCHEDULED_BYTES_MAX, SCHEDULED_MAX } from '../../../../src-shared/limits.ts';
import { laterIn, makeKeptRoom, makeMessage, makeScheduled, together } from './makers.ts';
import { AGENT_ID, OWNER_ID, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

export function describeScheduled(open: OpenStore): void {
  describe('messages that are sent later', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const contents = async (room_id: string): Promise<string[]> => {
      const { value } = await store.archive.messagesAfter(room_id, 0, 50);
      return value.map(({ content, attachments }) => `${content} with ${attachments.length}`);
    };
    const idsDue = async (): Promise<string[]> => (await store.archive.dueScheduled(1_000)).value.map(({ id }) => id);
    const send = (id: string, room_id: string, fileIds: string[], version = 1, next_at: number | null = null) =>
      store.run('sendScheduled', { id, version, next_at, message: { ...laterIn({ id: room_id }, fileIds), scheduled_id: id } });

    it('are sent once with their files', async () => {
      const { id, room_id, files } = await makeScheduled(store);
      expect(await idsDue()).toContain(id);
      const fileIds = files.map((file) => file.id);
      expect((await send(id, room_id, fileIds))?.content).toBe('later');
      expect(await send(id, room_id, fileIds)).toBeNull();
      expect(await contents(room_id)).toEqual(['later with 1']);
      expect(await idsDue()).not.toContain(id);
    });

    it('are not sent in a version that was changed meanwhile', async () => {
      const { id, room_id } = await makeScheduled(store);
      await store.run('updateScheduled', { id, author_id: AGENT_ID, text: { content: 'other', mentions: [] } });
      expect(await send(id, room_id, [])).toBeNull();
      await store.run('failScheduled', { id, version: 1, code: 'not_in_room', message: '' });
      await store.run('postponeScheduled', { id, version: 1, due_at: 5 });
      const [entry] = (await store.archive.scheduledOf(AGENT_ID)).value.filter((each) => each.id === id);
      expect(entry).toMatchObject({ content: 'other', failure: null, send_at: 1_000 });
      expect(await contents(room_id)).toEqual([]);
    });

    it('stay with their next time when they repeat, and are in the order of their times', async () => {
      const { id, room_id, files } = await makeScheduled(store);
      const soon = await makeScheduled(store, { send_at: 500, message: laterIn({ id: room_id }) });
      await send(
        id,
        room_id,
        files.map((file) => file.id),
        1,
        700,
      );
      const own = (await store.archive.scheduledOf(AGENT_ID)).value.filter((each) => each.room_id === room_id);
      expect(own.map((each) => [each.id, each.send_at, each.first_at])).toEqual([
        [soon.id, 500, 500],
        [id, 700, 1_000],
      ]);
      const order = (await idsDue()).filter((each) => each === id || each === soon.id);
      expect(order).toEqual([soon.id, id]);
    });

    it('wait no longer when they failed, until their author gives them a new time', async () => {
      const { id } = await makeScheduled(store);
      await store.run('failScheduled', { id, version: 1, code: 'room_archived', message: 'The room is archived.' });
      expect(await idsDue()).not.toContain(id);
      const timing = { send_at: 3_000, repeat: null };
      expect(await store.run('updateScheduled', { id, author_id: AGENT_ID, timing })).toMatchObject({ failure: null, send_at: 3_000 });
      expect(await idsDue()).toContain(id);
    });

    it('keep their place while a limit holds them up', async () => {
      const { id } = await makeScheduled(store);
      const before = store.told.length;
      await store.run('postponeScheduled', { id, version: 1, due_at: 8_000 });
      const due = (await store.archive.dueScheduled(1_000)).value.find((each) => each.id === id);
      expect(due?.due_at).toBe(8_000);
      expect(toldSince(store, before)).toEqual([]);
    });

    it('keep their files from being deleted, and lose them when they are cancelled', async () => {
      const { id, files } = await makeScheduled(store);
      const fileId = files[0]?.id ?? '';
      await store.run('dropUnsentFiles', { before: Number.MAX_SAFE_INTEGER });
      expect((await store.archive.file(fileId)).value?.dropped_at).toBeNull();
      const by = { participant_id: AGENT_ID, key_id: null };
      await expect(store.run('dropFile', { id: fileId, by })).rejects.toMatchObject({ code: 'file_not_found' });
      await store.run('cancelScheduled', { id, author_id: AGENT_ID });
      expect((await store.archive.file(fileId)).value?.dropped_at).not.toBeNull();
    });

    it('share no file with another message', async () => {
      const { room_id, files } = await makeScheduled(store);
      const again = laterIn(
        { id: room_id },
        files.map((file) => file.id),
      );
      await expect(store.run('scheduleMessage', { message: again, send_at: 1, repeat: null })).rejects.toMatchObject({
        code: 'file_not_found',
      });
      await expect(store.run('postMessage', again)).rejects.toMatchObject({ code: 'file_not_found' });
    });

    it('belong to their author alone', async () => {
      const { id } = await makeScheduled(store);
      const other = { id, author_id: OWNER_ID };
      await expect(store.run('updateScheduled', other)).rejects.toMatchObject({ code: 'message_not_found' });
      await expect(store.run('cancelScheduled', other)).rejects.toMatchObject({ code: 'message_not_found' });
      expect((await store.archive.scheduledOf(OWNER_ID)).value).toEqual([]);
    });

    it('answer only messages of their room', async () => {
      const room = await makeKeptRoom(store);
      const { message_id } = await makeMessage(store);
      for (const about of [{ reply_to: message_id }, { thread_id: message_id }])
        await expect(
          store.run('scheduleMessage', { message: { ...laterIn(room), ...about }, send_at: 1, repeat: null }),
        ).rejects.toMatchObject({ code: 'message_not_found' });
    });

    it('are limited in number and in bytes, each for its author', async () => {
      const room = await makeKeptRoom(store);
      const later = (content: string) =>
        store.run('scheduleMessage', { message: { ...laterIn(room), content, author_id: OWNER_ID }, send_at: 1, repeat: null });
      const { id } = await later('x'.repeat(SCHEDULED_BYTES_MAX / 2));
      await expect(later('x'.repeat(SCHEDULED_BYTES_MAX / 2))).rejects.toMatchObject({ code: 'message_too_large' });
      const text = { content: 'x'.repeat(SCHEDULED_BYTES_MAX), mentions: [] };
      await expect(store.run('updateScheduled', { id, author_id: OWNER_ID, text })).rejects.toMatchObject({ code: 'message_too_large' });
      await together(SCHEDULED_MAX - 1, () => later('x'));
      await expect(later('x')).rejects.toMatchObject({ code: 'invalid_payload' });
      await makeScheduled(store);
    });
  });
}
