import { expect, test } from 'vitest';
import { MORNING, room, view } from '../../testing/cast.ts';
import { browsedRooms } from './browse.ts';

const outside = (of: ReturnType<typeof room>) => ({ room: of, membership: null });
const rooms = [
  view(room('lobby')),
  outside(room('Jardín', { description: 'Beds and seeds' })),
  outside(room('room 10')),
  outside(room('room 9')),
  outside(room('attic', { archived_at: MORNING })),
  outside(room('direct', { direct: true })),
];
const names = (views: readonly { room: { name: string } }[]): string[] => views.map((each) => each.room.name);
const browsed = (search: string) => browsedRooms(rooms, new Set(['lobby']), search);

test('rooms are apart by membership, by name, and archived ones last; direct rooms are none', () => {
  const { others, joined, archived } = browsed('');
  expect([names(others), names(joined), names(archived)]).toEqual([['Jardín', 'room 9', 'room 10'], ['lobby'], ['attic']]);
});

test('every word is looked for in the name, the topic and the description, without case and accents', () => {
  expect(names(browsed('JARDIN').others)).toEqual(['Jardín']);
  expect(names(browsed(' seeds jar ').others)).toEqual(['Jardín']);
  expect(browsed('seeds 10')).toEqual({ others: [], joined: [], archived: [] });
});

test('a room that is joined meanwhile stays in its place', () => {
  const joinedNow = rooms.map((each) => (each.room.name === 'room 9' ? view(each.room) : each));
  expect(names(browsedRooms(joinedNow, new Set(['lobby']), '').others)).toEqual(['Jardín', 'room 9', 'room 10']);
});
