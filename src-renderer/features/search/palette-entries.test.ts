import { Plus, Search } from 'lucide-react';
import { expect, test } from 'vitest';
import { ada, byId, maya, MORNING, room, sarah, view } from '../../testing/cast.ts';
import { paletteGroups, type PaletteAction, type PaletteEntry } from './palette-entries.ts';

const action = (name: string): PaletteAction => ({ name, icon: Plus, run: () => undefined });
const source = {
  rooms: [view(room('lobby')), view(room('atelier')), view(room('old', { archived_at: MORNING }))],
  recent: [],
  placeId: null,
  participants: byId(maya, sarah, ada),
  meId: 'maya',
  actions: [action('Make a room')],
  messages: [],
  withQuery: { search: null, others: [] },
};
const nameOf = (entry: PaletteEntry): string => {
  if (entry.kind === 'do') return entry.action.name;
  return entry.kind === 'message' ? entry.result.message.content : entry.name;
};
const found = (query: string, more: object = {}): string[] =>
  paletteGroups({ ...source, ...more }, query).map(({ title, entries }) => `${title}: ${entries.map(nameOf).join(', ')}`);

test('offers everything, archived rooms last, oneself not', () => {
  expect(found('')).toEqual(['Rooms: lobby, atelier, old', 'Agents: Ada', 'People: Sarah', 'Commands: Make a room']);
});

test('keeps only what fits, and only groups that have something', () => {
  expect(found('a')).toEqual(['Rooms: atelier', 'Agents: Ada', 'People: Sarah', 'Commands: Make a room']);
  expect(found('lob')).toEqual(['Rooms: lobby']);
  expect(found('zzz')).toEqual([]);
});

test('finds a room by its tags', () => {
  const rooms = [...source.rooms, view(room('shed', { tags: ['garden', 'work'] }))];
  expect(found('work', { rooms })).toEqual(['Rooms: shed']);
  expect(found('gar', { rooms })).toEqual(['Rooms: shed']);
});

test('has first what is called like that, so that Enter does it', () => {
  const withQuery = { search: action('All messages with “make a”'), others: [action('Make a room called “make a”')] };
  const rooms = [...source.rooms, view(room('my-acme-ark'))];
  expect(found('make a', { rooms, withQuery })).toEqual([
    'Commands: Make a room, Make a room called “make a”',
    'Messages: All messages with “make a”',
  ]);
  expect(found('mk', { rooms }).at(0)).toBe('Rooms: my-acme-ark');
});

test('has the search for the words before what would be done with them', () => {
  const withQuery = { search: { ...action('All messages with “zzz”'), icon: Search }, others: [action('Make a room called “zzz”')] };
  expect(found('zzz', { withQuery })).toEqual(['Messages: All messages with “zzz”', 'Commands: Make a room called “zzz”']);
});

test('begins with the rooms that were opened last, the one on the screen left out', () => {
  const direct = view(room('with-sarah', { direct: true, member_ids: ['maya', 'sarah'] }));
  const rooms = [...source.rooms, direct];
  const recent = ['lobby', 'with-sarah', 'gone', 'old', 'atelier'];
  expect(found('', { rooms, recent, placeId: 'lobby' })).toEqual([
    'Recent: Sarah, atelier',
    'Rooms: old',
    'Agents: Ada',
    'People: Sarah',
    'Commands: Make a room',
  ]);
  expect(found('lob', { rooms, recent, placeId: 'lobby' })).toEqual(['Rooms: lobby']);
});

test('finds a command by another word for it', () => {
  const actions = [{ ...action('Theme: dark'), alsoCalled: 'light appearance' }, action('Make a room')];
  expect(found('appear', { actions })).toEqual(['Commands: Theme: dark']);
  expect(found('theme', { actions })).toEqual(['Commands: Theme: dark']);
});
