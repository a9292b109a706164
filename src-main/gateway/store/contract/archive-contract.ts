import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../../src-shared/objects.ts';
import type { PageStart, TaskPage } from '../interfaces/archive.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

const COUNT = 12;
const ALL: TaskPage = { status: null, after: null, limit: 100 };

export function describeArchive(open: OpenStore): void {
  describe('the archive', () => {
    let store: StoreUnderTest;
    let room: string;
    let posted: Message[];
    beforeAll(async () => {
      store = await open();
      ({ id: room } = await makeRoom(store));
      posted = [];
      for (let seq = 1; seq <= COUNT; seq += 1) posted.push(await post(store, room, String(seq)));
      await post(store, (await makeRoom(store)).id, 'of another room');
    });
    afterAll(() => store.close());

    const page = async (start: PageStart, limit = 3): Promise<[string, boolean]> => {
      const { value } = await store.archive.history({ view: 'all', room_id: room, limit, start });
      return [value.messages.map(({ content }) => content).join(' '), value.has_more];
    };

    it('holds all that was answered before the question', async () => {
      const { id } = await makeRoom(store);
      for (let count = 1; count <= 20; count += 1) {
        const { id: message } = await post(store, id, String(count));
        expect((await store.archive.message(id, message)).value?.content).toBe(String(count));
      }
    });

    it('says up to which cursor an answer is true, and that never goes back', async () => {
      const before = await store.archive.tasks(room, ALL);
      await post(store, (await makeRoom(store)).id, 'news');
      const after = await store.archive.tasks(room, ALL);
      expect(after.cursor).toBeGreaterThan(before.cursor);
    });

    it('has pages from either end', async () => {
      expect(await page({ before_seq: Number.MAX_SAFE_INTEGER })).toEqual(['10 11 12', true]);
      expect(await page({ before_seq: 3 })).toEqual(['1 2', false]);
      expect(await page({ after_seq: 0 })).toEqual(['1 2 3', true]);
      expect(await page({ after_seq: 10 })).toEqual(['11 12', false]);
      expect(await page({ after_id: posted[8]?.id ?? '' })).toEqual(['10 11 12', false]);
      expect(await page({ after_id: 'nothing' })).toEqual(['', false]);
      expect(await page({ before_time: (posted.at(-1)?.created_at ?? 0) + 1 }, 100)).toEqual([
        posted.map(({ content }) => content).join(' '),
        false,
      ]);
      expect(await page({ before_time: 1 })).toEqual(['', false]);
      expect(await page({ after_seq: 0 }, 0)).toEqual(['', true]);
    });

    it('lists messages after a seq oldest first, and before one newest first', async () => {
      const after = await store.archive.messagesAfter(room, 9, 2);
      expect(after.value.map(({ seq }) => seq)).toEqual([10, 11]);
      const before = await store.archive.messagesBefore(room, 9, 2);
      expect(before.value.map(({ seq }) => seq)).toEqual([8, 7]);
    });

    it('has each message with its own reactions, in pages from either end', async () => {
      const { id } = await makeRoom(store);
      const said: Message[] = [];
      for (const content of ['one', 'two', 'three', 'four']) said.push(await post(store, id, content));
      const react = (at: number, emoji: string, participant_id: string) =>
        store.run('react', { room_id: id, message_id: said[at]?.id ?? '', participant_id, emoji, on: true });
      for (const participant of [OWNER_ID, AGENT_ID]) await react(1, '👍', participant);
      await react(3, '🎉', AGENT_ID);
      const shown = ({ seq, reactions }: Message): string =>
        `${seq} ${reactions.map((each) => each.emoji + each.participant_ids.length).join('')}`;
      const expected = ['1 ', '2 👍2', '3 ', '4 🎉1'];
      expect((await store.archive.messagesAfter(id, 0, 10)).value.map(shown)).toEqual(expected);
      expect((await store.archive.messagesBefore(id, 5, 10)).value.map(shown)).toEqual(expected.toReversed());
      const start = { before_time: Number.MAX_SAFE_INTEGER };
      expect((await store.archive.history({ view: 'all', room_id: id, limit: 10, start })).value.messages.map(shown)).toEqual(expected);
    });

    it('gives a message only with its room', async () => {
      const [first] = posted;
      expect((await store.archive.message(room, first?.id ?? '')).value).toEqual(first);
      const { id: other } = await makeRoom(store);
      expect((await store.archive.message(other, first?.id ?? '')).value).toBeNull();
      expect((await store.archive.edits({ room_id: other, message_id: first?.id ?? '' }, null, 1)).value).toBeNull();
    });

    it('replays rooms for one that was away, without what it wrote itself, up to so many bytes', async () => {
      const mine = await post(store, room, 'mine', { author_id: OWNER_ID });
      const question = { after: new Map([[room, 10]]), except_author_id: OWNER_ID, per_room_max: 100, bytes_max: 1_000_000 };
      expect((await store.archive.replay(question)).value.map(({ seq }) => seq)).toEqual([11, 12]);
      const others = await store.archive.replay({ ...question, except_author_id: AGENT_ID });
      expect(others.value.map(({ id }) => id)).toEqual([mine.id]);
      expect((await store.archive.replay({ ...question, bytes_max: 1 })).value).toEqual([]);
    });

    it('counts what is unread for each member', async () => {
      const { id } = await makeRoom(store);
      for (const content of ['a', 'b']) await post(store, id, content, { mentions: [OWNER_ID] });
      await store.run('markRead', { room_id: id, participant_id: OWNER_ID, seq: 1, is_announced: false });
      const of = async (participantId: string) => (await store.archive.memberships(participantId)).value.get(id);
      expect(await of(OWNER_ID)).toMatchObject({ last_read_seq: 1, unread: 1, mentions: 1 });
      expect(await of(AGENT_ID)).toMatchObject({ last_read_seq: 0, unread: 0 });
      expect(await of('nobody')).toBeUndefined();
    });
  });
}

export function describeBoards(open: OpenStore): void {
  describe('votes and tasks in the archive', () => {
    let store: StoreUnderTest;
    let room: string;
    beforeAll(async () => {
      store = await open();
      ({ id: room } = await makeRoom(store));
    });
    afterAll(() => store.close());

    it('lists votes newest first, a page after another, and finds one by its id', async () => {
      const vote = {
        room_id: room,
        title: 'Tea?',
        description: null,
        options: ['yes', 'no'],
        created_by: OWNER_ID,
        key_id: null,
        duration_ms: null,
      };
      for (const id of ['vote a', 'vote b', 'vote c'])
        await store.run('createVote', { ...vote, id: `${room} ${id}`, eligible_ids: [OWNER_ID] });
      const ids = async (after: string | null): Promise<string[] | undefined> =>
        (await store.archive.votes(room, OWNER_ID, after, 2)).value?.map(({ id }) => id.replace(`${room} `, ''));
      expect(await ids(null)).toEqual(['vote c', 'vote b']);
      expect(await ids(`${room} vote b`)).toEqual(['vote a']);
      expect(await ids('nothing')).toBeUndefined();
      expect((await store.archive.vote(`${room} vote a`, OWNER_ID)).value).toMatchObject({ room_id: room, tally: null });
      expect((await store.archive.vote('nothing', OWNER_ID)).value).toBeNull();
    });

    it('lists tasks oldest first, a page after another, by status', async () => {
      const { id: own } = await makeRoom(store);
      const task = { room_id: own, description: null, assignee_id: null, created_by: OWNER_ID };
      for (const id of ['task a', 'task b', 'task c', 'task d']) await store.run('assignTask', { ...task, id: `${own} ${id}`, title: id });
      await store.run('updateTask', { id: `${own} task b`, room_id: own, by_id: OWNER_ID, status: 'completed' });
      const titles = async (page: Partial<TaskPage>): Promise<string> => {
        const after = page.after ? `${own} ${page.after}` : null;
        return (await store.archive.tasks(own, { ...ALL, ...page, after })).value.map(({ title }) => title).join();
      };
      expect(await titles({ limit: 2 })).toBe('task a,task b');
      expect(await titles({ after: 'task b', limit: 2 })).toBe('task c,task d');
      expect(await titles({ after: 'task d' })).toBe('');
      expect(await titles({ status: 'pending', after: 'task b', limit: 1 })).toBe('task c');
      expect(await titles({ status: 'completed' })).toBe('task b');
      expect(await titles({ after: 'nothing' })).toBe('');
      expect((await store.archive.tasks((await makeRoom(store)).id, { ...ALL, after: `${own} task a` })).value).toEqual([]);
    });

    it('finds tasks by room and by id', async () => {
      const task = { id: `${room} task`, room_id: room, title: 'Sweep', description: null, assignee_id: AGENT_ID, created_by: OWNER_ID };
      const made = await store.run('assignTask', task);
      expect((await store.archive.tasks(room, ALL)).value).toEqual([made]);
      expect((await store.archive.task(task.id)).value).toEqual(made);
    });
  });
}
