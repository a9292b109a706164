import { expect, test } from 'vitest';
import { message, pending, windowWith } from '../../testing/cast.ts';
import { ownChoice } from './own-choice.ts';

const asked = { id: 'question', room_id: 'lobby', thread_id: null };
const reply = (seq: number, choice: string, more: object = {}) =>
  message(seq, { author_id: 'maya', reply_to: 'question', content: choice, choice, ...more });

test('the newest choice of the user counts, and none of others, of other questions or of deleted replies', () => {
  const messages = [
    reply(1, 'Yes'),
    reply(2, 'No'),
    reply(3, 'Yes', { author_id: 'sarah' }),
    reply(4, 'Yes', { reply_to: 'other' }),
    reply(5, 'Yes', { deleted_at: 1 }),
    message(6, { author_id: 'maya', reply_to: 'question', content: 'Yes' }),
  ];
  expect(ownChoice({ outbox: [], timelines: { lobby: windowWith(messages, true) } }, asked, 'maya')).toBe('No');
  expect(ownChoice({ outbox: [], timelines: {} }, asked, 'maya')).toBeNull();
});

test('a choice in a thread counts with those in the room', () => {
  const timelines = {
    lobby: windowWith([reply(1, 'Yes')], true),
    first: windowWith([reply(2, 'No', { thread_id: 'first', thread_only: true })], true),
  };
  expect(ownChoice({ outbox: [], timelines }, { ...asked, thread_id: 'first' }, 'maya')).toBe('No');
  expect(ownChoice({ outbox: [], timelines }, asked, 'maya')).toBe('Yes');
});

test('a choice that is on its way counts at once, and one that failed does not', () => {
  const timelines = { lobby: windowWith([reply(1, 'Yes')], true) };
  const item = pending('a', { author_id: 'maya', reply_to: 'question', content: 'No', choice: 'No' });
  expect(ownChoice({ outbox: [item], timelines }, asked, 'maya')).toBe('No');
  const failed = { ...item, status: { state: 'failed' as const, message: 'Gone.' } };
  expect(ownChoice({ outbox: [failed], timelines }, asked, 'maya')).toBe('Yes');
});
