import { expect, test } from 'vitest';
import type { Message } from '../objects.ts';
import { createConversationMemory } from './conversation-memory.ts';
import { recipientIn, writtenIn } from './recipient.ts';
import { notifyReason, type Gaze } from './rule.ts';
import { asked, smallHome, written } from './testing/cast.ts';
import type { NotifyWhat } from './levels.ts';
import type { ThreadFollow } from '../threads.ts';

const AWAY: Gaze = { isWindowFocused: false, shownRoomId: 'plan', shownThreadId: null };
/** 2026-11-20, a Friday, 09:00 UTC. */
const NOW = Date.UTC(2026, 10, 20, 9);
const question = written({ id: 'm5', seq: 5, author_id: 'maya', mentions: ['ada'], content: '@Ada?' });

function reason(message: Partial<Message>, { before = [] as Message[], gaze = AWAY, read = 0 } = {}) {
  const home = smallHome();
  const memory = createConversationMemory();
  for (const each of before) memory.remember(each, home.me_id);
  memory.rememberReading('plan', read);
  const recipient = recipientIn(home, written(message).room_id);
  return recipient && notifyReason(writtenIn(home, written(message)), recipient, memory, { gaze, now: NOW });
}

test('an agent that talks without being asked does not notify', () => {
  expect(reason({})).toBeNull();
});

test('a mention notifies, regardless of its author', () => {
  expect(reason({ mentions: ['maya'] })).toBe('mention');
  expect(reason({ mentions: ['maya'], author_id: 'sarah' })).toBe('mention');
  expect(reason({ mentions: ['sarah'] })).toBeNull();
});

test('every message in a direct room notifies', () => {
  expect(reason({ room_id: 'sarah', author_id: 'sarah' })).toBe('direct');
});

test("an agent's reply to my message notifies, a person's does not", () => {
  const mine = written({ id: 'm5', seq: 5, author_id: 'maya' });
  expect(reason({ reply_to: 'm5' }, { before: [mine] })).toBe('reply');
  expect(reason({ reply_to: 'm5', author_id: 'sarah' }, { before: [mine] })).toBeNull();
  expect(reason({ reply_to: 'm4' }, { before: [mine] })).toBeNull();
});

test('an agent that I mentioned in the room answers, until I have read its answer', () => {
  expect(reason({}, { before: [question] })).toBe('answer');
  const first = written({ id: 'm6', seq: 6, content: 'On it.' });
  expect(reason({}, { before: [question, first] })).toBe('answer');
  expect(reason({}, { before: [question, first], read: 6 })).toBeNull();
});

test('a question of an agent notifies those who can answer it, while it waits', () => {
  expect(reason(asked())).toBe('mention');
  expect(reason(asked({ decider_ids: ['sarah'] }))).toBeNull();
  expect(reason({ ...asked({ decider_ids: ['sarah'] }), room_id: 'sarah', author_id: 'sarah' })).toBeNull();
  expect(reason(asked({ state: 'rejected' }))).toBeNull();
  const { approval: _gone, ...deleted } = asked();
  expect(reason(deleted)).toBeNull();
});

test('a thought is no answer', () => {
  const thought = written({ id: 'm6', seq: 6, kind: 'thinking' });
  expect(reason({}, { before: [question, thought], read: 6 })).toBe('answer');
});

test('a question in another room makes nothing here an answer', () => {
  expect(reason({}, { before: [{ ...question, room_id: 'sarah' }] })).toBeNull();
});

test('thoughts, deleted messages and my own never notify', () => {
  expect(reason({ mentions: ['maya'], kind: 'thinking' })).toBeNull();
  expect(reason({ mentions: ['maya'], deleted_at: 12 })).toBeNull();
  expect(reason({ mentions: ['maya'], author_id: 'maya' })).toBeNull();
});

test('a room that I do not belong to never notifies', () => {
  expect(reason({ room_id: 'garden', mentions: ['maya'] })).toBeNull();
});

test('what is being looked at does not notify; the same room in a window without the focus does', () => {
  const mention = { mentions: ['maya'] };
  expect(reason(mention, { gaze: { isWindowFocused: true, shownRoomId: 'plan', shownThreadId: null } })).toBeNull();
  expect(reason(mention, { gaze: { isWindowFocused: true, shownRoomId: 'sarah', shownThreadId: null } })).toBe('mention');
  expect(reason(mention, { gaze: { isWindowFocused: false, shownRoomId: 'plan', shownThreadId: null } })).toBe('mention');
});

test('a message that I read elsewhere before it arrived here does not notify', () => {
  expect(reason({ mentions: ['maya'], seq: 10 })).toBeNull();
});

const inThread = { thread_id: 'm4', thread_only: true, author_id: 'sarah' } as const;
const follow = { last_read_seq: 6, unread: 0, mentions: 0, is_muted: false };

/** The reason for a reply that only a thread shows, for a participant with this follow state. */
function ofReply(followed: ThreadFollow | null, message: Partial<Message> = {}, gaze = AWAY, what: NotifyWhat = 'for_me') {
  const home = smallHome();
  const reply = written({ id: 'm7', seq: 7, ...inThread, ...message });
  const recipient = recipientIn(home, reply.room_id);
  if (!recipient?.membership) return 'no member';
  const threads: Record<string, ThreadFollow> = followed ? { m4: followed } : {};
  const membership = { ...recipient.membership, threads };
  const preferences = { ...recipient.preferences, what };
  return notifyReason(writtenIn(home, reply), { ...recipient, membership, preferences }, createConversationMemory(), { gaze, now: NOW });
}

test('a reply notifies followers of its thread, regardless of its author', () => {
  expect(ofReply(follow)).toBe('thread');
  expect(ofReply(null)).toBeNull();
  expect(ofReply(null, {}, AWAY, 'everything')).toBeNull();
  expect(ofReply(follow, {}, AWAY, 'nothing')).toBeNull();
});

test('a muted thread notifies of mentions only', () => {
  const muted = { ...follow, is_muted: true };
  expect(ofReply(muted)).toBeNull();
  expect(ofReply(muted, { mentions: ['maya'] })).toBe('mention');
  expect(ofReply(null, { mentions: ['maya'] })).toBe('mention');
});

test('a reply that was read, or is on the screen, does not notify', () => {
  expect(ofReply({ ...follow, last_read_seq: 7 })).toBeNull();
  expect(ofReply(follow, {}, { isWindowFocused: true, shownRoomId: 'plan', shownThreadId: 'm4' })).toBeNull();
  expect(ofReply(follow, {}, { isWindowFocused: true, shownRoomId: 'plan', shownThreadId: null })).toBe('thread');
  expect(ofReply(follow, {}, { isWindowFocused: true, shownRoomId: 'plan', shownThreadId: 'm5' })).toBe('thread');
});

test('a reply that the room shows too notifies as every message there', () => {
  const message = { thread_id: 'm4', author_id: 'sarah', id: 'm12', seq: 12 };
  const shown = (gaze: Gaze, what: NotifyWhat) => {
    const home = smallHome();
    const recipient = recipientIn(home, 'plan');
    const { thread_only: _not, ...reply } = written({ ...inThread, ...message });
    return (
      recipient &&
      notifyReason(writtenIn(home, reply), { ...recipient, preferences: { ...recipient.preferences, what } }, createConversationMemory(), {
        gaze,
        now: NOW,
      })
    );
  };
  expect(shown(AWAY, 'everything')).toBe('other');
  expect(shown({ isWindowFocused: true, shownRoomId: 'plan', shownThreadId: null }, 'everything')).toBeNull();
});
