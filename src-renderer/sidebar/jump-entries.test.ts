import { expect, test } from 'vitest';
import { ada, byId, maya, MORNING, room, sarah, view } from '../testing/cast.ts';
import { jumpGroups } from './jump-entries.ts';

const source = {
  rooms: [view(room('lobby')), view(room('atelier')), view(room('old', { archived_at: MORNING }))],
  participants: byId(maya, sarah, ada),
  meId: 'maya',
  deeds: [{ name: 'Make a room', dialog: { kind: 'create-room' } as const }],
};
const found = (query: string): string[] =>
  jumpGroups(source, query).map(({ title, entries }) => `${title}: ${entries.map(({ name }) => name).join(', ')}`);

test('offers everything, archived rooms last, oneself not', () => {
  expect(found('')).toEqual(['Rooms: lobby, atelier, old', 'Agents: Ada', 'People: Sarah', 'Do: Make a room']);
});

test('keeps only what fits, and only groups that have something', () => {
  expect(found('a')).toEqual(['Rooms: atelier', 'Agents: Ada', 'People: Sarah', 'Do: Make a room']);
  expect(found('lob')).toEqual(['Rooms: lobby']);
  expect(found('zzz')).toEqual([]);
});
