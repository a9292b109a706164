import { describe, expect, it } from 'vitest';
import { pickRoom } from './rooms.ts';

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

  it.each(['twin', 'BUILD'])('%s is two of them, and their ids are told', (wanted) => {
    expect(() => pick(wanted)).toThrow(/There are 2 rooms .* (r5, r6|r1, r2)\./);
  });

  it('that is not there is said to be so', () => {
    expect(() => pick('cellar')).toThrow('There is no room "cellar" here.');
  });
});
