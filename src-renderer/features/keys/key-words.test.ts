import { expect, it } from 'vitest';
import { graceSentence, rightsSentence, roomsPhrase } from './key-words.ts';

const HOUR_MS = 60 * 60 * 1000;

it('says what a key may do, in the same order whichever way it was given', () => {
  expect(rightsSentence(['post', 'read'])).toBe('May read and write');
  expect(rightsSentence(['coordinate', 'create', 'post', 'read'])).toBe('May read, write, make rooms and coordinate');
  expect(rightsSentence(['read', 'post', 'create', 'coordinate', 'admin'])).toBe('Has all your rights');
});

it('says where, by the names of the rooms that are there', () => {
  const names: Record<string, string> = { a: 'lobby', b: 'vault' };
  const nameOf = (id: string): string | undefined => names[id];
  expect(roomsPhrase(null, nameOf)).toBe('in every room');
  expect(roomsPhrase(['a', 'b', 'gone'], nameOf)).toBe('in lobby and vault');
  expect(roomsPhrase(['gone'], nameOf)).toBe('in deleted rooms');
});

it('says how long the old secret works, and nothing once it does not', () => {
  expect(graceSentence({ old_secret_until: 5 * HOUR_MS }, 0)).toBe('The old secret still works, 5 h left.');
  expect(graceSentence({ old_secret_until: HOUR_MS }, HOUR_MS)).toBeNull();
  expect(graceSentence({ old_secret_until: null }, 0)).toBeNull();
});
