// Lists that are longer than a frame: each reply is one that the protocol's clients can read, and asking on misses nothing.
import { beforeAll, expect, it } from 'vitest';
import { DESCRIPTION_CHARS_MAX, FRAME_BYTES_MAX, TITLE_CHARS_MAX } from '../../../../../src-shared/limits.ts';
import { ask } from '../../../testing/conformance/case.ts';
import { recordOf, startOpenHome, type Agent } from '../../../testing/transports.ts';
import { startedForAll } from '../../../testing/shared-home.ts';

const TASKS = 500;
const VOTES = 60;
const ROOMS = 900;
/** Letters of three bytes. */
const long = (at: number, chars: number): string => `${at} `.padEnd(chars, '€');

const home = startedForAll(() => startOpenHome());
let ada: Agent;
let room_id: string;

beforeAll(async () => {
  ada = await home.enter('TCP', 'Ada');
  room_id = String((await ask(ada, 'create_room', { name: 'Long', ephemeral: true })).room_id);
  await ask(ada, 'join_room', { room_id });
});

/** All of a list, page by page, and how many pages it took. */
async function readAll(type: string, payload: object, list: string, id: string): Promise<{ ids: unknown[]; pages: number }> {
  const ids: unknown[] = [];
  for (let pages = 1; ; pages += 1) {
    const reply = await ada.request(type, { ...payload, ...(ids.length > 0 && { after: ids.at(-1) }) });
    expect(Buffer.byteLength(JSON.stringify(reply))).toBeLessThan(FRAME_BYTES_MAX);
    const { [list]: page, has_more } = recordOf(reply);
    const items = Array.isArray(page) ? page : [];
    ids.push(...items.map((item) => recordOf({ payload: item })[id]));
    if (has_more !== true) return { ids, pages };
    expect(items.length).toBeGreaterThan(0);
  }
}

const madeAtOnce = (count: number, type: string, payload: (at: number) => object, id: string): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, async (_each, at) => (await ask(ada, type, payload(at)))[id]));

it('tasks come in pages, oldest first', async () => {
  const payload = (at: number): object => ({ room_id, title: long(at, TITLE_CHARS_MAX), description: long(at, DESCRIPTION_CHARS_MAX) });
  const made = await madeAtOnce(TASKS, 'assign_task', payload, 'task_id');
  const { ids, pages } = await readAll('list_tasks', { room_id }, 'tasks', 'task_id');
  expect(pages).toBeGreaterThan(1);
  expect(ids).toHaveLength(TASKS);
  expect(new Set(ids)).toEqual(new Set(made));
  expect((await ask(ada, 'list_tasks', { room_id, after: 'unknown' })).tasks).toEqual([]);
});

it('votes come in pages, newest first, as many as were asked for', async () => {
  const options = Array.from({ length: 30 }, (_each, at) => long(at, TITLE_CHARS_MAX));
  const made = await madeAtOnce(VOTES, 'create_vote', (at) => ({ room_id, title: long(at, TITLE_CHARS_MAX), options }), 'vote_id');
  const few = await readAll('list_votes', { room_id, limit: 7 }, 'votes', 'vote_id');
  const many = await readAll('list_votes', { room_id, limit: 1_000 }, 'votes', 'vote_id');
  expect([few.pages, few.ids]).toEqual([Math.ceil(VOTES / 7), many.ids]);
  expect(many.pages).toBeGreaterThan(1);
  expect(many.ids).toHaveLength(VOTES);
  expect(new Set(many.ids)).toEqual(new Set(made));
});

it('rooms come in pages', async () => {
  const payload = (at: number): object => ({
    name: `room ${at}`,
    description: long(at, DESCRIPTION_CHARS_MAX),
    ephemeral: true,
    parent_id: room_id,
  });
  const made = await madeAtOnce(ROOMS, 'create_room', payload, 'room_id');
  const { ids, pages } = await readAll('list_rooms', { parent_id: room_id }, 'rooms', 'room_id');
  expect(pages).toBeGreaterThan(1);
  expect(ids).toHaveLength(ROOMS);
  expect(new Set(ids)).toEqual(new Set(made));
  const info = await ada.request('room_info', { room_id });
  expect(Buffer.byteLength(JSON.stringify(info))).toBeLessThan(FRAME_BYTES_MAX);
});
