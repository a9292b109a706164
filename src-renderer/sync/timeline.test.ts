import { describe, expect, test } from 'vitest';
import { message, messages } from '../testing/cast.ts';
import {
  hasOlder,
  indexOfSeq,
  isLost,
  opened,
  trimmedOldest,
  withChanged,
  withManyPosted,
  withNewer,
  withOlder,
  withPosted,
  type Timeline,
} from './timeline.ts';

const seqs = (timeline: Timeline): number[] => timeline.messages.map(({ seq }) => seq);

describe('a window of a room', () => {
  test('takes the next message at its end', () => {
    expect(seqs(withPosted(opened(messages(3, 5), true), message(6)))).toEqual([3, 4, 5, 6]);
  });

  test('starts with the first message of an empty room', () => {
    expect(seqs(withPosted(opened([], true), message(1)))).toEqual([1]);
  });

  test('goes on after those that are gone because of their age, where all are', () => {
    const empty = { ...opened([], true), sweptSeq: 40 };
    expect(seqs(withPosted(empty, message(41)))).toEqual([41]);
    expect(seqs(withManyPosted(empty, messages(41, 43)))).toEqual([41, 42, 43]);
    expect(isLost(withPosted(empty, message(43)))).toBe(true);
    expect([isLost(empty), isLost(opened(messages(3, 5), false))]).toEqual([false, false]);
  });

  test('does not take what was posted beyond an end that is not loaded', () => {
    const timeline = opened(messages(3, 5), false);
    expect(withPosted(timeline, message(9))).toBe(timeline);
  });

  test('no longer reaches the end when a message between is missing', () => {
    const timeline = withPosted(opened(messages(3, 5), true), message(8));
    expect(seqs(timeline)).toEqual([3, 4, 5]);
    expect(timeline.reachesEnd).toBe(false);
  });

  test('takes a message that comes twice once, in its newer form', () => {
    const timeline = withPosted(opened(messages(3, 5), true), message(4, { content: 'again' }));
    expect(timeline.messages.map(({ content }) => content)).toEqual(['Message 3', 'again', 'Message 5']);
  });

  test('takes many at once as it takes one after the other', () => {
    for (const posted of [messages(6, 9), [message(5), message(6)], [message(7)], [message(6), message(8)]]) {
      const start = opened(messages(3, 5), true);
      expect(withManyPosted(start, posted)).toEqual(posted.reduce(withPosted, start));
    }
  });

  test('shows a change of a loaded message, and ignores one of another', () => {
    const timeline = opened(messages(3, 5), true);
    expect(withChanged(timeline, message(4, { content: 'changed' })).messages[1]?.content).toBe('changed');
    expect(withChanged(timeline, message(9))).toBe(timeline);
  });

  test('is lengthened by the page before it', () => {
    const timeline = withOlder(opened(messages(5, 6), true), { messages: messages(2, 4), hasMore: true });
    expect(seqs(timeline)).toEqual([2, 3, 4, 5, 6]);
    expect(hasOlder(timeline)).toBe(true);
    expect(hasOlder(withOlder(timeline, { messages: messages(1, 1), hasMore: false }))).toBe(false);
  });

  test('drops a page before it that does not touch it any more', () => {
    expect(seqs(withOlder(opened(messages(50, 51), true), { messages: messages(2, 4), hasMore: true }))).toEqual([50, 51]);
  });

  test('is lengthened by the page after it, and knows whether that was the last', () => {
    const timeline = withNewer(opened(messages(1, 2), false), { messages: messages(3, 4), hasMore: true });
    expect(seqs(timeline)).toEqual([1, 2, 3, 4]);
    expect(timeline.reachesEnd).toBe(false);
    expect(withNewer(timeline, { messages: [], hasMore: false }).reachesEnd).toBe(true);
  });

  test('takes the newer form of what it loads again, and keeps what came meanwhile', () => {
    const again = [message(2, { content: 'edited' }), message(3)];
    const timeline = withNewer(opened(messages(1, 4), true), { messages: again, hasMore: false });
    expect(timeline.messages.map(({ content }) => content)).toEqual(['Message 1', 'edited', 'Message 3', 'Message 4']);
  });

  test('lets go of its oldest messages', () => {
    expect(seqs(trimmedOldest(opened(messages(1, 10), true), 3))).toEqual([8, 9, 10]);
  });

  test('finds a seq without searching', () => {
    const timeline = opened(messages(5, 9), true);
    expect([4, 5, 9, 10].map((seq) => indexOfSeq(timeline, seq))).toEqual([-1, 0, 4, -1]);
    expect(indexOfSeq(opened([], true), 1)).toBe(-1);
  });
});
