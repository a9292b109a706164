import { expect, test } from 'vitest';
import { isKeptUnread, keepUnread, letBeRead } from './kept-unread.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('what was marked unread is kept in its room, for as long as reading stands there', () => {
  const here = storage();
  keepUnread(here, 'lobby', 4);
  expect(isKeptUnread(here, 'lobby', 4)).toBe(true);
  // On another device the reader has gone on meanwhile.
  expect(isKeptUnread(here, 'lobby', 9)).toBe(false);
  expect(isKeptUnread(here, 'tides', 4)).toBe(false);
  letBeRead(here);
  expect(isKeptUnread(here, 'lobby', 4)).toBe(false);
});
