import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { allAgents } from './participants.ts';
import { allRooms, pickRoom } from './rooms.ts';

const rooms = [
  { room_id: 'lobby', name: 'lobby' },
  { room_id: 'r1', name: 'Build' },
  { room_id: 'r2', name: 'build' },
  { room_id: 'r3', name: 'Attic' },
  { room_id: 'r4', name: '#odd' },
  { room_id: 'r5', name: 'twin' },
  { room_id: 'r6', name: 'twin' },
];
const pick = (wanted: string): string => pickRoom(rooms, wanted).room_id;

describe('a room', () => {
  it('is found by its id before any name', () => {
    expect(pick('r1')).toBe('r1');
  });

  it('is found by its name, with or without #, and in another case when that leaves no doubt', () => {
    expect([pick('Build'), pick('build'), pick('#lobby'), pick('attic'), pick('#odd')]).toEqual(['r1', 'r2', 'lobby', 'r3', 'r4']);
  });

  it.each(['twin', 'BUILD'])('%s is two of them, and their ids are given', (wanted) => {
    expect(() => pick(wanted)).toThrow(/There are 2 rooms .* (r5, r6|r1, r2)\./);
  });

  it('that is not there is said to be so', () => {
    expect(() => pick('cellar')).toThrow('There is no room "cellar" here.');
  });
});

describe('a list that does not fit into one frame', () => {
  /** Says two of its list at a time, and how it was asked. */
  function pagedClient(list: string, id: string, all: readonly object[]) {
    const asked: object[] = [];
    return {
      asked,
      request<S extends z.ZodMiniType>(_type: string, payload: { after?: string }, reply: S): Promise<z.infer<S>> {
        asked.push(payload);
        const from = all.findIndex((each) => Object.entries(each).some(([name, value]) => name === id && value === payload.after)) + 1;
        return Promise.resolve(reply.parse({ [list]: all.slice(from, from + 2), has_more: from + 2 < all.length }));
      },
    };
  }

  it('is read to its end', async () => {
    const client = pagedClient('rooms', 'room_id', rooms);
    expect((await allRooms(client)).map(({ room_id }) => room_id)).toEqual(rooms.map(({ room_id }) => room_id));
    const agents = ['a', 'b', 'c'].map((agent_id) => ({ agent_id, name: agent_id, capabilities: [], status: 'idle' }));
    const paged = pagedClient('agents', 'agent_id', agents);
    expect((await allAgents(paged, 'r1')).map(({ agent_id }) => agent_id)).toEqual(['a', 'b', 'c']);
    expect(paged.asked).toEqual([
      { room_id: 'r1', after: undefined },
      { room_id: 'r1', after: 'b' },
    ]);
  });
});
