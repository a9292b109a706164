// The whole rule as a table: level x kind of room x whom it is for x where one looks x quiet or not.
import { describe, expect, test } from 'vitest';
import type { Handing, Task, Vote } from '../coordination.ts';
import type { Membership, Message } from '../objects.ts';
import type { Snapshot } from '../snapshot.ts';
import { createConversationMemory } from './conversation-memory.ts';
import { FIRST_PREFERENCES, type NotifyLevel, type NotifyPreferences, type NotifyWhat } from './levels.ts';
import { recipientIn, writtenIn } from './recipient.ts';
import { type Gaze, boardReason, boardSubject, notifyReason, type BoardEvent, type Moment, type NotifyReason } from './rule.ts';
import { smallHome, withLevel, withUnread, written } from './testing/cast.ts';
import type { ThreadFollow } from '../threads.ts';
import { nextEnd, newestUnread, unreadOf } from './unread.ts';

const NOW = 1_000_000;
const AWAY = { isWindowFocused: false, shownRoomId: null, shownThreadId: null };

const KINDS: Record<string, Partial<Message>> = {
  mention: { mentions: ['maya'] },
  direct: { room_id: 'sarah', author_id: 'sarah' },
  'direct mention': { room_id: 'sarah', author_id: 'sarah', mentions: ['maya'] },
  reply: { reply_to: 'm5' },
  other: { author_id: 'sarah' },
};

interface Situation {
  level?: NotifyLevel;
  muted_until?: number | null;
  preferences?: Partial<NotifyPreferences>;
  gaze?: Gaze;
}

function home({ level = 'default', muted_until = null, preferences = {} }: Situation): Snapshot {
  const chosen: Pick<Membership, 'notify_level' | 'muted_until'> = { notify_level: level, muted_until };
  const snapshot = withLevel(withLevel(smallHome(), 'plan', chosen), 'sarah', chosen);
  return { ...snapshot, preferences: { ...FIRST_PREFERENCES, ...preferences } };
}

function reason(kind: keyof typeof KINDS, situation: Situation = {}): NotifyReason | null {
  const memory = createConversationMemory();
  memory.remember(written({ id: 'm5', seq: 5, author_id: 'maya' }), 'maya');
  const [message, snapshot] = [written(KINDS[kind]), home(situation)];
  const recipient = recipientIn(snapshot, message.room_id);
  return recipient && notifyReason(writtenIn(snapshot, message), recipient, memory, { gaze: situation.gaze ?? AWAY, now: NOW });
}

/** The kinds that notify. */
const told = (situation: Situation): string[] => Object.keys(KINDS).filter((kind) => reason(kind, situation) !== null);

describe('What notifies', () => {
  test.each<[NotifyLevel, NotifyWhat, string[]]>([
    ['default', 'for_me', ['mention', 'direct', 'direct mention', 'reply']],
    ['default', 'everything', Object.keys(KINDS)],
    ['default', 'nothing', []],
    ['all', 'for_me', Object.keys(KINDS)],
    ['all', 'nothing', Object.keys(KINDS)],
    ['mentions', 'for_me', ['mention', 'direct mention']],
    ['mentions', 'everything', ['mention', 'direct mention']],
    ['mentions', 'nothing', ['mention', 'direct mention']],
    ['none', 'for_me', []],
    ['none', 'everything', []],
  ])('where the room says %s and the person %s', (level, what, kinds) => {
    expect(told({ level, preferences: { what } })).toEqual(kinds);
  });

  test.each<NotifyLevel>(['default', 'all', 'mentions', 'none'])(
    'is nothing while the room is muted for a time, where it says %s',
    (level) => {
      expect(told({ level, muted_until: NOW + 1 })).toEqual([]);
      expect(told({ level, muted_until: NOW + 1, preferences: { what: 'everything' } })).toEqual([]);
      expect(told({ level, muted_until: NOW })).toEqual(told({ level }));
      expect(told({ level, muted_until: -1 })).toEqual(told({ level }));
      expect(told({ level, muted_until: Number.MAX_SAFE_INTEGER })).toEqual([]);
    },
  );

  test('is nothing while one is not to be disturbed, whatever the room says', () => {
    const quiet_hours = { is_on: true, from: 0, to: 0, days: [0, 1, 2, 3, 4, 5, 6] };
    for (const level of ['default', 'all', 'mentions'] as const) {
      expect(told({ level, preferences: { quiet_until: NOW + 1 } })).toEqual([]);
      expect(told({ level, preferences: { quiet_hours } })).toEqual([]);
      expect(told({ level, preferences: { quiet_until: NOW } })).toEqual(told({ level }));
    }
  });

  test('is not what is on the screen of a user who looks', () => {
    const all: Situation = { level: 'all' };
    expect(told({ ...all, gaze: { isWindowFocused: true, shownRoomId: 'plan', shownThreadId: null } })).toEqual([
      'direct',
      'direct mention',
    ]);
    expect(told({ ...all, gaze: { isWindowFocused: false, shownRoomId: 'plan', shownThreadId: null } })).toEqual(Object.keys(KINDS));
  });

  test('calls by what it is', () => {
    const reasons = Object.keys(KINDS).map((kind) => reason(kind, { level: 'all' }));
    expect(reasons).toEqual(['mention', 'direct', 'mention', 'reply', 'other']);
  });
});

function reasonFor(event: BoardEvent, snapshot: Snapshot, moment: Moment): NotifyReason | null {
  const recipient = recipientIn(snapshot, boardSubject(event).room_id);
  return recipient && boardReason(event, recipient, moment);
}

describe('Votes and tasks', () => {
  const ITEM = { id: 'x', room_id: 'plan', title: 'Ship?', description: null, created_at: 1 };
  const vote = (eligible_ids: string[], created_by = 'ada', changes: Partial<Vote> = {}): BoardEvent => {
    const open = { options: [], closes_at: null, closed_at: null, waiting_for_ids: [], seq: 1, voted_ids: [], tally: null, ballots: null };
    return { type: 'vote.created', cursor: 2, vote: { ...ITEM, ...open, created_by, eligible_ids, ...changes } };
  };
  const FRESH = { status: 'pending' as const, updated_at: null, note: null };
  const task = (assignee_id: string | null, created_by = 'ada', changes: Partial<Task> = {}): BoardEvent => ({
    type: 'task.assigned',
    cursor: 2,
    task: { ...ITEM, ...FRESH, assignee_id, created_by, ...changes },
  });
  const changed = (handed: Handing | null, changes: Partial<Task> = {}): BoardEvent => ({
    type: 'task.changed',
    cursor: 2,
    task: { ...ITEM, ...FRESH, assignee_id: handed?.to_id ?? 'maya', created_by: 'maya', ...changes },
    handed,
  });
  const at = { gaze: AWAY, now: NOW };

  test('notify whom they are for', () => {
    expect(reasonFor(vote(['maya', 'ada']), home({}), at)).toBe('vote');
    expect(reasonFor(vote(['ada']), home({}), at)).toBeNull();
    expect(reasonFor(vote(['ada']), home({ level: 'all' }), at)).toBe('other');
    expect(reasonFor(task('maya'), home({ level: 'mentions' }), at)).toBe('task');
    expect(reasonFor(task('ada'), home({}), at)).toBeNull();
  });

  test('do not notify whoever made them, nor in a muted room', () => {
    expect(reasonFor(vote(['maya'], 'maya'), home({ level: 'all' }), at)).toBeNull();
    expect(reasonFor(task('maya', 'maya'), home({ level: 'all' }), at)).toBeNull();
    expect(reasonFor(task('maya'), home({ level: 'none' }), at)).toBeNull();
  });

  test('a task that is assigned later notifies the new assignee by the same rule, and no one else', () => {
    const toMe = changed({ by_id: 'ada', to_id: 'maya' });
    expect(reasonFor(toMe, home({}), at)).toBe('task');
    expect(reasonFor(toMe, home({ level: 'mentions' }), at)).toBe('task');
    expect(reasonFor(toMe, home({ level: 'none' }), at)).toBeNull();
    expect(reasonFor(toMe, home({ preferences: { quiet_until: NOW + 1 } }), at)).toBeNull();
    expect(reasonFor(toMe, home({}), { ...at, gaze: { isWindowFocused: true, shownRoomId: 'plan', shownThreadId: null } })).toBeNull();
    expect(reasonFor(changed({ by_id: 'maya', to_id: 'maya' }), home({ level: 'all' }), at)).toBeNull();
    expect(reasonFor(changed({ by_id: 'ada', to_id: 'sarah' }), home({ level: 'all' }), at)).toBeNull();
    expect(reasonFor(changed(null), home({ level: 'all' }), at)).toBeNull();
  });

  test('that arrive late do not notify when nothing waits any more', () => {
    const all = home({ level: 'all' });
    expect(reasonFor(vote(['maya'], 'ada', { closed_at: 5 }), all, at)).toBeNull();
    expect(reasonFor(vote(['maya'], 'ada', { voted_ids: ['maya'] }), all, at)).toBeNull();
    expect(reasonFor(vote(['maya'], 'ada', { voted_ids: ['ada'] }), all, at)).toBe('vote');
    for (const status of ['completed', 'cancelled'] as const) {
      expect(reasonFor(task('maya', 'ada', { status }), all, at)).toBeNull();
      expect(reasonFor(changed({ by_id: 'ada', to_id: 'maya' }, { status }), all, at)).toBeNull();
    }
    expect(reasonFor(changed({ by_id: 'ada', to_id: 'maya' }, { assignee_id: 'sarah' }), all, at)).toBeNull();
  });
});

describe('What is counted', () => {
  const counts = (situation: Situation) => unreadOf(withUnread(home(situation), 'plan', 5, 2), NOW);

  test('is everything unread, but of a muted room nothing, and of one for mentions only these', () => {
    expect(counts({})).toEqual({ messages: 5, rooms: 1, mentions: 2 });
    expect(counts({ level: 'mentions' })).toEqual({ messages: 2, rooms: 1, mentions: 2 });
    expect(counts({ level: 'none' }).messages).toBe(0);
    expect(counts({ level: 'all', muted_until: NOW + 1 }).messages).toBe(0);
    expect(counts({ muted_until: NOW - 1 }).messages).toBe(5);
  });

  test('leads to no muted room', () => {
    expect(newestUnread(withUnread(home({}), 'plan', 1), NOW)).toEqual({ room_id: 'plan', seq: null });
    expect(newestUnread(withUnread(home({ level: 'none' }), 'plan', 1), NOW)).toBeNull();
    const withReplies = (follow: Partial<ThreadFollow>, unread = 0) => {
      const read = withUnread(home({}), 'plan', unread);
      const plan = read.rooms['plan']!;
      const threads = { t1: { last_read_seq: 3, unread: 0, mentions: 0, is_muted: false, ...follow } };
      return newestUnread({ ...read, rooms: { ...read.rooms, plan: { ...plan, membership: { ...plan.membership!, threads } } } }, NOW);
    };
    expect(withReplies({ unread: 2 })).toEqual({ room_id: 'plan', seq: null, thread_id: 't1' });
    expect(withReplies({ unread: 2 }, 1)).toEqual({ room_id: 'plan', seq: null });
    expect(withReplies({ unread: 2, is_muted: true })).toBeNull();
    expect(withReplies({ unread: 2, mentions: 1, is_muted: true })).toEqual({ room_id: 'plan', seq: null, thread_id: 't1' });
  });

  test('changes automatically when the first mute or the quiet ends', () => {
    expect(nextEnd(home({}), NOW)).toBeNull();
    expect(nextEnd(home({ muted_until: NOW }), NOW)).toBeNull();
    expect(nextEnd(home({ muted_until: NOW + 5, preferences: { quiet_until: NOW + 3 } }), NOW)).toBe(NOW + 3);
  });
});
