import { expect, test } from 'vitest';
import { MORNING, room, view } from '../../testing/cast.ts';
import { roomTree, type RoomTree } from './room-tree.ts';

const names = ({ open }: RoomTree): string[] => open.map((row) => `${'-'.repeat(row.depth)}${row.view.room.name}`);

test('the lobby is first, then by name, sub-rooms under their room', () => {
  const rooms = [
    room('zoo'),
    room('lobby'),
    room('plan-10'),
    room('plan-9'),
    room('tests', { parent_id: 'plan-9' }),
    room('deep', { parent_id: 'tests' }),
  ];
  expect(names(roomTree(rooms.map((each) => view(each))))).toEqual(['lobby', 'plan-9', '-tests', '--deep', 'plan-10', 'zoo']);
});

test('a room under one that cannot be seen stands on its own', () => {
  expect(names(roomTree([view(room('tests', { parent_id: 'secret' }))]))).toEqual(['tests']);
});

test('archived rooms are apart, and direct ones are not rooms of the list', () => {
  const tree = roomTree([
    view(room('old', { archived_at: MORNING })),
    view(room('child', { parent_id: 'old' })),
    view(room('direct', { direct: true })),
  ]);
  expect(names(tree)).toEqual(['child']);
  expect(tree.archived.map((row) => row.view.room.name)).toEqual(['old']);
});
