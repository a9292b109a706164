import { describe, expect, test } from 'vitest';
import { dropAt, type List, type Over } from './drop-place.ts';

const room = (id: string) => ({ id, roomId: id });
const person = (id: string, roomId: string | null) => ({ id, roomId });
const LISTS: readonly List[] = [
  { id: 'favourites', rows: ['a', 'b', 'c'].map(room), more: [] },
  { id: 's1', name: 'Work', rows: [], more: [] },
  { id: 's2', name: 'Play', rows: [room('d'), person('ada', 'with-ada')], more: [] },
  { id: 'rooms', rows: [room('e')], more: [] },
  { id: 'people', rows: [person('bob', null), person('eve', 'with-eve')], more: [] },
];
const dropped = (id: string, listId: string, row: string | null, isAfter = false) =>
  dropAt({ kind: 'room', id }, { listId, row, isAfter }, LISTS);

describe('A room that is dragged', () => {
  test.each([
    ['before another of its section', dropped('c', 'favourites', 'a'), 'favourites', ['c', 'a', 'b']],
    ['behind another of its section', dropped('a', 'favourites', 'b', true), 'favourites', ['b', 'a', 'c']],
    ['into another section', dropped('e', 's2', 'd', true), 's2', ['d', 'e', 'with-ada']],
    ['into an empty section', dropped('e', 's1', null), 's1', ['e']],
    ['over the name of a section', dropped('e', 's2', null), 's2', ['e', 'd', 'with-ada']],
    ['as a person', dropped('eve', 's2', 'ada'), 's2', ['d', 'with-eve', 'with-ada']],
  ])('lands %s', (_where, drop, section_id, room_ids) => expect(drop).toEqual({ kind: 'order', section_id, room_ids }));

  test('leaves its section over the lists that sort themselves', () => {
    expect(dropped('d', 'rooms', 'e')).toEqual({ kind: 'remove', room_id: 'd' });
    expect(dropped('ada', 'people', null)).toEqual({ kind: 'remove', room_id: 'with-ada' });
  });

  test('changes nothing where it is, and between lists that sort themselves', () => {
    expect(dropped('a', 'favourites', 'a')).toBeNull();
    expect(dropped('a', 'favourites', 'b')).toBeNull();
    expect([dropped('e', 'people', 'eve'), dropped('bob', 's1', null), dropped('e', 'nowhere', null)]).toEqual([null, null, null]);
  });
});

test('a section is dragged among sections', () => {
  const section = (id: string, over: Partial<Over>) =>
    dropAt({ kind: 'section', id }, { listId: '', row: null, isAfter: false, ...over }, LISTS);
  expect(section('s2', { listId: 's1' })).toEqual({ kind: 'section', section_id: 's2', position: 0 });
  expect(section('s1', { listId: 's2', isAfter: true })).toEqual({ kind: 'section', section_id: 's1', position: 1 });
  expect([section('s1', { listId: 's2' }), section('s1', { listId: 'rooms' }), section('s1', { listId: 's1' })]).toEqual([
    null,
    null,
    null,
  ]);
});
