import { expect, test } from 'vitest';
import { isKeptUnread, keepUnread, letBeRead, markAfter, type Stand } from './kept-unread.ts';

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

const MARKED: Stand = { lastReadSeq: 4, isAtEnd: true, hasMoved: false, snapshotGeneration: 1 };

/** One stand after the other, as the page sees them. */
function follow(...steps: Partial<Stand>[]): (string | null)[] {
  let before = MARKED;
  return steps.map((step) => {
    const now = { ...before, ...step };
    const { mark, hasMoved } = markAfter(before, now);
    before = { ...now, hasMoved };
    return mark;
  });
}

test('the mark is lifted by reading that continues, and by a reader who moves away from the end and back', () => {
  expect(follow({ lastReadSeq: 2 })).toEqual(['kept']);
  expect(follow({ lastReadSeq: 9 })).toEqual(['lifted']);
  expect(follow({ hasMoved: true }, { isAtEnd: false }, { isAtEnd: true })).toEqual([null, null, 'lifted']);
  expect(follow({ isAtEnd: false }, { isAtEnd: true })).toEqual([null, null]);
});

test('the mark stays when the home is seen again after a long absence, though the end of the room goes and comes again', () => {
  expect(follow({ hasMoved: true }, { isAtEnd: false, snapshotGeneration: 2 }, { isAtEnd: true })).toEqual([null, null, null]);
  expect(follow({ hasMoved: true }, { snapshotGeneration: 2 }, { isAtEnd: false }, { isAtEnd: true })).toEqual([null, null, null, null]);
  // From then on it is the reader again.
  expect(follow({ snapshotGeneration: 2 }, { isAtEnd: false }, { hasMoved: true }, { isAtEnd: true })).toEqual([
    null,
    null,
    null,
    'lifted',
  ]);
  // A message that was marked on another device meanwhile is marked here.
  expect(follow({ snapshotGeneration: 2, lastReadSeq: 1, isAtEnd: false }, { isAtEnd: true })).toEqual(['kept', null]);
});
