import { describe, expect, test } from 'vitest';
import type { Activity } from '../../src-shared/activities.ts';
import type { Message } from '../../src-shared/objects.ts';
import { message, messages, windowWith } from '../testing/cast.ts';
import {
  hasOlder,
  indexOfSeq,
  isLost,
  trimmedOldest,
  withActivity,
  withChanged,
  withManyPosted,
  withNewer,
  withOlder,
  withPosted,
  withSwept,
  withThread,
  type Page,
  type Timeline,
} from './timeline.ts';

const page = (from: number, through: number, hasMore: boolean): Page => ({
  messages: messages(from, through),
  activities: [],
  from,
  through,
  hasMore,
});
const seqs = (timeline: Timeline): number[] => timeline.messages.map(({ seq }) => seq);

describe('a window of a room', () => {
  test('takes the next message at its end', () => {
    expect(seqs(withPosted(windowWith(messages(3, 5), true), message(6)))).toEqual([3, 4, 5, 6]);
  });

  test('starts with the first message of an empty room', () => {
    expect(seqs(withPosted(windowWith([], true), message(1)))).toEqual([1]);
  });

  test('continues after those that are gone because of their age, where all are', () => {
    const empty = withSwept(windowWith([], true), 40);
    expect(seqs(withPosted(empty, message(41)))).toEqual([41]);
    expect(seqs(withManyPosted(empty, messages(41, 43)))).toEqual([41, 42, 43]);
    expect(isLost(withPosted(empty, message(43)))).toBe(true);
    expect([isLost(empty), isLost(windowWith(messages(3, 5), false))]).toEqual([false, false]);
  });

  test('does not take what was posted beyond an end that is not loaded', () => {
    const timeline = windowWith(messages(3, 5), false);
    expect(withPosted(timeline, message(9))).toBe(timeline);
  });

  test('no longer reaches the end when a message between is missing', () => {
    const timeline = withPosted(windowWith(messages(3, 5), true), message(8));
    expect(seqs(timeline)).toEqual([3, 4, 5]);
    expect(timeline.reachesEnd).toBe(false);
  });

  test('takes a message that comes twice once, in its newer form', () => {
    const timeline = withPosted(windowWith(messages(3, 5), true), message(4, { content: 'again' }));
    expect(timeline.messages.map(({ content }) => content)).toEqual(['Message 3', 'again', 'Message 5']);
  });

  test('takes many at once as it takes one after the other', () => {
    for (const posted of [messages(6, 9), [message(5), message(6)], [message(7)], [message(6), message(8)]]) {
      const start = windowWith(messages(3, 5), true);
      expect(withManyPosted(start, posted)).toEqual(posted.reduce(withPosted, start));
    }
  });

  test('shows a change of a loaded message, and ignores one of another', () => {
    const timeline = windowWith(messages(3, 5), true);
    expect(withChanged(timeline, message(4, { content: 'changed' })).messages[1]?.content).toBe('changed');
    expect(withChanged(timeline, message(9))).toBe(timeline);
  });

  test('is lengthened by the page before it', () => {
    const timeline = withOlder(windowWith(messages(5, 6), true), page(2, 4, true));
    expect(seqs(timeline)).toEqual([2, 3, 4, 5, 6]);
    expect(hasOlder(timeline)).toBe(true);
    expect(hasOlder(withOlder(timeline, page(1, 1, false)))).toBe(false);
  });

  test('drops a page before it that does not touch it any more', () => {
    expect(seqs(withOlder(windowWith(messages(50, 51), true), page(2, 4, true)))).toEqual([50, 51]);
  });

  test('is lengthened by the page after it, and knows whether that was the last', () => {
    const timeline = withNewer(windowWith(messages(1, 2), false), page(3, 4, true));
    expect(seqs(timeline)).toEqual([1, 2, 3, 4]);
    expect(timeline.reachesEnd).toBe(false);
    expect(withNewer(timeline, { ...page(5, 4, false), messages: [] }).reachesEnd).toBe(true);
  });

  test('takes the newer form of what it loads again, and keeps what came meanwhile', () => {
    const again = [message(2, { content: 'edited' }), message(3)];
    const timeline = withNewer(windowWith(messages(1, 4), true), { messages: again, activities: [], from: 2, through: 3, hasMore: false });
    expect(timeline.messages.map(({ content }) => content)).toEqual(['Message 1', 'edited', 'Message 3', 'Message 4']);
  });

  test('lets go of its oldest messages', () => {
    expect(seqs(trimmedOldest(windowWith(messages(1, 10), true), 3))).toEqual([8, 9, 10]);
  });

  test('finds a seq', () => {
    const timeline = windowWith(messages(5, 9), true);
    expect([4, 5, 9, 10].map((seq) => indexOfSeq(timeline, seq))).toEqual([-1, 0, 4, -1]);
    expect(indexOfSeq(windowWith([], true), 1)).toBe(-1);
  });
});

describe('a window beside threads', () => {
  const reply = (seq: number, more: Partial<Message> = {}): Message => message(seq, { thread_id: 'm3', thread_only: true, ...more });
  const ofThread = { ...windowWith([message(3, { id: 'm3', thread_id: 'm3' })], true), thread: { room_id: 'lobby', thread_id: 'm3' } };

  test('of the room passes over the replies, and takes those that are for the room too', () => {
    const { thread_only: _not, ...shown } = reply(8);
    const posted = [message(6), reply(7), shown, reply(9)];
    const start = windowWith(messages(3, 5), true);
    const timeline = withManyPosted(start, posted);
    expect(seqs(timeline)).toEqual([3, 4, 5, 6, 8]);
    expect([timeline.through, timeline.reachesEnd]).toEqual([9, true]);
    expect(posted.reduce(withPosted, start)).toEqual(timeline);
  });

  test('of a thread passes over all else', () => {
    const timeline = [message(4), reply(5), message(6, { thread_id: 'm1', thread_only: true }), reply(7)].reduce(withPosted, ofThread);
    expect(seqs(timeline)).toEqual([3, 5, 7]);
    expect(timeline.through).toBe(7);
  });

  test('finds a seq among gaps', () => {
    const timeline = windowWith([message(3), message(8), message(20)], true);
    expect([2, 3, 7, 8, 20, 21].map((seq) => indexOfSeq(timeline, seq))).toEqual([-1, 0, -1, 1, 2, -1]);
  });

  test('is lengthened by a page that ends in seqs of others', () => {
    const start = { ...windowWith(messages(30, 31), true), from: 25 };
    const timeline = withOlder(start, { messages: [message(4), message(9)], activities: [], from: 4, through: 24, hasMore: true });
    expect([seqs(timeline), timeline.from]).toEqual([[4, 9, 30, 31], 4]);
    expect(withOlder(start, { messages: [message(4)], activities: [], from: 4, through: 23, hasMore: true }).from).toBe(25);
  });

  test('has nothing older when only seqs of others come before', () => {
    expect(hasOlder({ ...windowWith([message(9)], true), from: 1 })).toBe(false);
    expect(hasOlder(windowWith([message(9)], true))).toBe(true);
  });

  test('says at the first message how many replies there are', () => {
    const thread = { replies: 2, last_seq: 7, last_reply_at: 7, author_ids: ['ada'] };
    const timeline = withThread(windowWith([message(2), message(3, { id: 'm3' })], true), 'm3', thread);
    expect(timeline.messages[1]).toMatchObject({ thread_id: 'm3', thread });
    expect(withThread(timeline, 'elsewhere', thread)).toBe(timeline);
  });

  test('forgets what is gone because of its age, and where it was complete from', () => {
    const timeline = withSwept(windowWith([message(3), message(8)], true), 5);
    expect([seqs(timeline), timeline.from, hasOlder(timeline)]).toEqual([[8], 6, false]);
  });
});

describe('what happened besides, in a window', () => {
  const activity = (id: number, after_seq: number): Activity => ({
    ...{ id, after_seq, room_id: 'lobby', kind: 'joined', participant_id: 'ada', by_id: null, created_at: id },
  });
  const ids = (timeline: Timeline): number[] => timeline.activities.map(({ id }) => id);
  const start = { ...windowWith(messages(3, 5), true), activities: [activity(30, 3)] };

  test('comes with its pages, each once and in order', () => {
    const older = withOlder(start, { ...page(1, 2, false), activities: [activity(10, 1)] });
    expect(ids(older)).toEqual([10, 30]);
    expect(ids(withNewer(older, { ...page(3, 5, false), activities: [activity(30, 3), activity(40, 4)] }))).toEqual([10, 30, 40]);
  });

  test('is added at the end of the room, and not where the end is not loaded, nor in a thread', () => {
    expect(ids(withActivity(start, activity(50, 5)))).toEqual([30, 50]);
    expect(ids(withActivity(withActivity(start, activity(50, 5)), activity(50, 5)))).toEqual([30, 50]);
    expect(withActivity({ ...start, reachesEnd: false }, activity(50, 5)).activities).toBe(start.activities);
    const thread = { room_id: 'lobby', thread_id: 'm3' };
    expect(withActivity({ ...start, thread }, activity(50, 5)).activities).toBe(start.activities);
  });

  test('goes with the oldest messages', () => {
    expect(ids(trimmedOldest({ ...start, activities: [activity(30, 3), activity(50, 5)] }, 1))).toEqual([50]);
  });
});
