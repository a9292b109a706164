import { expect, test } from 'vitest';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { agent, byId, room } from '../../testing/cast.ts';
import { firstRooms, freeName, limitsOf } from './agent-draft.ts';

test('a name that is taken gets the first free number', () => {
  expect(freeName('Helper', byId())).toBe('Helper');
  expect(freeName('Helper', byId(agent('a', { name: 'helper' })))).toBe('Helper 2');
  expect(freeName('Helper', byId(agent('a', { name: 'Helper' }), agent('b', { name: 'Helper 2' })))).toBe('Helper 3');
  const long = 'é😀'.repeat(100).slice(0, NAME_CHARS_MAX - 1);
  const next = freeName(long, byId(agent('a', { name: long })));
  expect(next).toMatch(/^(?:é😀)+é? 2$/u);
  expect(next.length).toBeLessThanOrEqual(NAME_CHARS_MAX);
});

test('a copy has all limits of the agent, and none of its other settings', () => {
  const limits = {
    context_messages: 30,
    steps_max: 8,
    tokens_per_day: 5,
    dollars_per_day: 0.5,
    turns_per_day: 3,
    price: { input: 3, output: 15 },
  };
  const settings = { ...limits, paused_at: 1, wakes: { lobby: 'always' } };
  expect(limitsOf(settings)).toEqual(limits);
});

test('a new agent begins in the open room, and never in one that it could not read', () => {
  const lobby = room('lobby');
  expect(firstRooms([lobby, room('garden')], 'garden')).toEqual(['garden']);
  expect(firstRooms([lobby, room('vault', { encrypted: true })], 'vault')).toEqual(['lobby']);
  expect(firstRooms([lobby, room('old', { archived_at: 1 })], 'old')).toEqual(['lobby']);
  expect(firstRooms([lobby, room('dm', { direct: true })], 'dm')).toEqual(['lobby']);
  expect(firstRooms([room('garden')], undefined)).toEqual([]);
});
