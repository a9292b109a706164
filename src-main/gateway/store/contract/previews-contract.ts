import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../../src-shared/objects.ts';
import { makePreview, newPreview } from './makers.ts';
import { makeRoom, post, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

export function describePreviews(open: OpenStore): void {
  describe('link previews', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const messageOf = async ({ room_id, message_id }: { room_id: string; message_id: string }): Promise<Message> =>
      (await store.archive.message(room_id, message_id)).value ?? expect.fail('The message is gone.');
    /** Rooms in memory have no files. */
    const expectImage = async (id: string, isThere: boolean): Promise<void> => {
      if (store.ephemeral) return;
      const { value: file } = await store.archive.file(id);
      expect([file?.id, file?.dropped_at === null]).toEqual([id, isThere]);
    };

    it('stay with the message, with their images', async () => {
      const before = store.told.length;
      const { url, image_id, ...of } = await makePreview(store);
      expect(toldSince(store, before).slice(-1)).toEqual(['message.changed']);
      const message = await messageOf(of);
      const image = store.ephemeral ? null : { id: image_id, by: message.author_id };
      expect(message).toMatchObject({ previews: [{ url, title: 'A page', image }], edited_at: null });
      await expectImage(image_id, true);
      expect((await store.archive.files(of.room_id, null, 10)).value).toEqual([]);
      expect((await store.archive.fileCount(of.room_id)).value).toBe(0);
    });

    it('are in the order of the links, each once', async () => {
      const { id: room_id } = await makeRoom(store);
      const { id: message_id } = await post(store, room_id, 'a b');
      const add = (...urls: string[]): Promise<boolean> =>
        store.run('addPreviews', { room_id, message_id, content: 'a b', links: ['a', 'b'], previews: urls.map((url) => newPreview(url)) });
      await add('b');
      const told = store.told.length;
      expect(await add('b')).toBe(true);
      expect(toldSince(store, told)).toEqual([]);
      await add('a', 'b');
      expect((await messageOf({ room_id, message_id })).previews?.map(({ url }) => url)).toEqual(['a', 'b']);
    });

    it('are of the text that the message has', async () => {
      const { id: room_id } = await makeRoom(store);
      const { id: message_id } = await post(store, room_id, 'now');
      const add = (content: string): Promise<boolean> =>
        store.run('addPreviews', { room_id, message_id, content, links: ['a'], previews: [newPreview('a')] });
      expect(await add('before')).toBe(false);
      await store.run('deleteMessage', { room_id, message_id });
      const told = store.told.length;
      expect(await add('now')).toBe(true);
      expect(toldSince(store, told)).toEqual([]);
      expect(await messageOf({ room_id, message_id })).not.toHaveProperty('previews');
    });

    it('go with their links', async () => {
      const { url, image_id, ...of } = await makePreview(store);
      const kept = await store.run('editMessage', { ...of, content: 'other', mentions: [], links: [url] });
      expect(kept.previews).toHaveLength(1);
      expect(await store.run('editMessage', { ...of, content: 'none', mentions: [] })).not.toHaveProperty('previews');
      await expectImage(image_id, false);
    });

    it('go with the message', async () => {
      const { image_id, url: _url, ...of } = await makePreview(store);
      expect(await store.run('deleteMessage', of)).not.toHaveProperty('previews');
      await expectImage(image_id, false);
      const old = await makePreview(store);
      await store.run('sweepRoom', { room_id: old.room_id, before: Number.MAX_SAFE_INTEGER, limit: 10 });
      await expectImage(old.image_id, false);
    });

    it('are removed one by one', async () => {
      const { url, image_id, ...of } = await makePreview(store);
      const told = store.told.length;
      expect((await store.run('removePreview', { ...of, url: 'another' })).previews).toHaveLength(1);
      expect(toldSince(store, told)).toEqual([]);
      expect(await store.run('removePreview', { ...of, url })).not.toHaveProperty('previews');
      expect(toldSince(store, told)).toEqual(['message.changed']);
      await expectImage(image_id, false);
      await expect(store.run('removePreview', { ...of, message_id: 'nothing', url })).rejects.toMatchObject({ code: 'message_not_found' });
    });
  });
}
