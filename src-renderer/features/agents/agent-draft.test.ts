import { expect, test } from 'vitest';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { agent, byId, room } from '../../testing/cast.ts';
import { firstRooms, freeName } from './agent-draft.ts';

test('a name that is taken gets the first free number', () => {
  expect(freeName('Helper', byId())).toBe('Helper');
  expect(freeName('Helper', byId(agent('a', { name: 'helper' })))).toBe('Helper 2');
  expect(freeName('Helper', byId(agent('a', { name: 'Helper' }), agent('b', { name: 'Helper 2' })))).toBe('Helper 3');
  const long = 'é😀'.repeat(100).slice(0, NAME_CHARS_MAX - 1);
  const next = freeName(long, byId(agent('a', { name: long })));
  expect(next).toMatch(/^(?:é😀)+é? 2$/u);
  expect(next.length).toBeLessThanOrEqual(NAME_CHARS_MAX);
});

test('a new agent begins in the open room, and never in one that it could not read', () => {
  const lobby = room('lobby');
  expect(firstRooms([lobby, room('garden')], 'garden')).toEqual(['garden']);
  expect(firstRooms([lobby, room('vault', { encrypted: true })], 'vault')).toEqual(['lobby']);
  expect(firstRooms([lobby, room('old', { archived_at: 1 })], 'old')).toEqual(['lobby']);
  expect(firstRooms([lobby, room('dm', { direct: true })], 'dm')).toEqual(['lobby']);
  expect(firstRooms([room('garden')], undefined)).toEqual([]);
});
