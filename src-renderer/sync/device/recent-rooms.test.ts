import { expect, test } from 'vitest';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { keepRecentRoom, recentRooms } from './recent-rooms.ts';

test('the room that was opened last comes first, and each is there once', () => {
  const storage = memoryStorage();
  for (const id of ['lobby', 'atelier', 'lobby', 'garden']) keepRecentRoom(storage, id);
  expect(recentRooms(storage)).toEqual(['garden', 'lobby', 'atelier']);
});

test('only a few are kept, and what cannot be read is none', () => {
  const storage = memoryStorage();
  for (let room = 1; room <= 20; room += 1) keepRecentRoom(storage, `room-${room}`);
  expect(recentRooms(storage)).toHaveLength(12);
  expect(recentRooms(storage)[0]).toBe('room-20');
  for (const broken of ['{', '{"a":1}', '[1,null]']) expect(recentRooms({ getItem: () => broken })).toEqual([]);
});
