import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { TransactionArgs } from '../../domain/transactions.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { OWNER_ID, post, toldSince, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

type History = TransactionArgs<'importHistory'>;

const MAY = Date.UTC(2020, 4, 1);

function messageOf(id: string, author_id: string, more: Partial<History['messages'][number]> = {}): History['messages'][number] {
  const plain = { reply_to: null, thread_id: null, also_in_room: false, edited_at: null, mentions: [], reactions: [], files: [] };
  return { id, source_id: `of ${id}`, author_id, written_at: MAY, content: 'Long ago', ...plain, ...more };
}

/** A room with two imported messages, by a person and by an agent. The second answers the first in its thread. */
function makeHistory(more: Partial<History> = {}): History {
  const [room, first, mira, bot] = [newId(), newId(), newId(), newId()];
  const into = { id: room, name: `boats ${room}`, description: null, topic: 'Tides', is_private: false, is_archived: false };
  const second = messageOf(newId(), bot, { thread_id: first, reply_to: first, written_at: MAY + 1000, edited_at: MAY + 2000 });
  const reactions = [{ emoji: '👍', participant_ids: [bot, OWNER_ID] }];
  return {
    ...{ source: 'slack', program: 'Slack', by_id: OWNER_ID, owner_id: OWNER_ID },
    into: { ...into, created_at: MAY - 1000, member_ids: [mira] },
    people: [
      { id: mira, name: 'Mira', is_agent: false },
      { id: bot, name: 'Deploy', is_agent: true },
    ],
    messages: [messageOf(first, mira, { reactions, mentions: [OWNER_ID] }), second],
    ...more,
  };
}

export function importHistory(store: StoreUnderTest): Promise<unknown> {
  return store.run('importHistory', makeHistory());
}

export function describeImports(open: OpenStore): void {
  describe('imported history', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const historyOf = async (room_id: string) =>
      (await store.archive.history({ room_id, view: 'all', limit: 10, start: { before_seq: Number.MAX_SAFE_INTEGER } })).value;
    const room = async (id: string) =>
      store.told.flatMap(({ event }) => ('room' in event && event.room.id === id ? [event.room] : [])).at(-1);

    it('keeps times, threads, reactions and ids, and is read for all', async () => {
      const history = makeHistory();
      const before = store.told.length;
      expect(await store.run('importHistory', history)).toEqual({ rooms: 1, people: 2, messages: 2, files: 0, known: 0 });
      expect(toldSince(store, before)).toEqual(['participant.changed', 'room.created', 'participant.changed', 'history.imported']);
      const { messages } = await historyOf(history.into.id);
      const [first, second] = history.messages;
      expect(messages).toMatchObject([
        { id: first?.id, created_at: MAY, imported: { source: 'slack', id: first?.source_id }, thread: { replies: 1 } },
        { id: second?.id, created_at: MAY + 1000, edited_at: MAY + 2000, thread_id: first?.id, reply_to: first?.id, thread_only: true },
      ]);
      expect(messages[0]?.reactions[0]?.participant_ids.toSorted()).toEqual([...(first?.reactions[0]?.participant_ids ?? [])].sort());
      expect(await room(history.into.id)).toMatchObject({
        created_at: MAY - 1000,
        last_seq: 2,
        last_message_at: MAY + 1000,
        topic: 'Tides',
      });
      const mine = (await store.archive.memberships(OWNER_ID)).value.get(history.into.id);
      expect(mine).toMatchObject({ last_read_seq: 2, unread: 0, mentions: 0 });
    });

    it('is there once, however often it is imported', async () => {
      const history = makeHistory();
      await store.run('importHistory', history);
      const before = store.told.length;
      expect(await store.run('importHistory', history)).toEqual({ rooms: 0, people: 0, messages: 0, files: 0, known: 2 });
      expect(toldSince(store, before)).toEqual([]);
    });

    it('leaves unread what was unread, and counts nothing besides', async () => {
      const history = makeHistory();
      await store.run('importHistory', history);
      await post(store, history.into.id, 'Written here');
      const more = messageOf(newId(), OWNER_ID, { author_id: history.people[0]?.id ?? '' });
      await store.run('importHistory', { ...history, messages: [more] });
      const mine = (await store.archive.memberships(OWNER_ID)).value.get(history.into.id);
      expect(mine).toMatchObject({ last_read_seq: 2, unread: 1 });
    });

    it('takes replies to messages that are not there as messages', async () => {
      const history = makeHistory();
      const id = newId();
      const circular = messageOf(id, history.people[0]?.id ?? '', { reply_to: id, thread_id: newId() });
      await store.run('importHistory', { ...history, messages: [circular] });
      const { messages } = await historyOf(history.into.id);
      expect(messages).toMatchObject([{ id, reply_to: null }]);
      expect(messages[0]).not.toHaveProperty('thread_id');
    });

    it('takes another name for a room and a person when the home has one of that name', async () => {
      const history = makeHistory();
      await store.run('importHistory', { ...history, people: history.people.map((each) => ({ ...each, name: 'Ada' })) });
      const again = makeHistory();
      await store.run('importHistory', { ...again, into: { ...again.into, name: history.into.name } });
      expect((await room(again.into.id))?.name).toBe(`${history.into.name} (Slack)`);
      const names = store.told.flatMap(({ event }) => (event.type === 'participant.changed' ? [event.participant.name] : []));
      expect(names).toContain('Ada (Slack)');
    });
  });
}
