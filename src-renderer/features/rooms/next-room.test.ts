import { describe, expect, test } from 'vitest';
import { ada, byId, maya, MORNING, room, sarah, view } from '../../testing/cast.ts';
import { FIRST_SIDEBAR } from '../../../src-shared/sidebar.ts';
import { nextRoom, roomsInOrder } from './next-room.ts';

const direct = (id: string, other: string) => view(room(id, { direct: true, member_ids: ['maya', other] }));
const rooms = [
  direct('with-sarah', 'sarah'),
  direct('with-ada', 'ada'),
  view(room('kitchen')),
  view(room('old', { archived_at: MORNING })),
  view(room('atelier')),
  view(room('lobby')),
];
const inOrder = roomsInOrder({
  rooms,
  participants: byId(maya, sarah, ada),
  meId: 'maya',
  online: new Set(),
  sidebar: FIRST_SIDEBAR,
  now: MORNING,
});
const next = (from: string | null, step: 1 | -1, isWanted?: Parameters<typeof nextRoom>[1]['isWanted']) =>
  nextRoom(inOrder, { from, step, ...(isWanted && { isWanted }) })?.room.id;

describe('The keys from room to room', () => {
  test('go in the order of the sidebar, and leave out archived rooms', () => {
    expect(inOrder.map((each) => each.room.id)).toEqual(['lobby', 'atelier', 'kitchen', 'with-ada', 'with-sarah']);
  });

  test('go one up or down, and begin again at the other end', () => {
    expect(next('atelier', 1)).toBe('kitchen');
    expect(next('atelier', -1)).toBe('lobby');
    expect(next('with-sarah', 1)).toBe('lobby');
    expect(next('lobby', -1)).toBe('with-sarah');
  });

  test('begin at an end where no room of the list is on the screen', () => {
    expect(next(null, 1)).toBe('lobby');
    expect(next('old', -1)).toBe('with-sarah');
  });

  test('go to the next one that is wanted, and nowhere without one', () => {
    const isDirect = ({ room: { direct: is } }: (typeof rooms)[number]): boolean => is;
    expect(next('lobby', 1, isDirect)).toBe('with-ada');
    expect(next('lobby', -1, isDirect)).toBe('with-sarah');
    expect(next('lobby', 1, () => false)).toBeUndefined();
    expect(nextRoom(inOrder.slice(0, 1), { from: 'lobby', step: 1 })).toBeUndefined();
  });
});
