import { expect, test } from 'vitest';
import type { SavedItem } from '../saved.ts';
import type { ScheduledMessage } from '../scheduled.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NotifyPreferences } from './levels.ts';
import { createNotices } from './notices.ts';
import { smallHome, unsent, written } from './testing/cast.ts';
import { manualTimer } from './testing/manual-timer.ts';

const MINUTE_MS = 60_000;
const NOW = new Date(2026, 11, 1, 12).getTime();

function due(id: string, changes: Partial<SavedItem> = {}): SavedItem {
  return { id, room_id: 'plan', text: null, saved_at: 1, remind_at: 5, due_at: 5, is_seen: false, ...changes };
}

function setup(preferences: Partial<NotifyPreferences> = {}) {
  const timer = manualTimer();
  let passed = 0;
  const advance = (ms: number): void => {
    passed += ms;
    timer.advance(ms);
  };
  let home: Snapshot = smallHome();
  home = { ...home, preferences: { ...home.preferences, ...preferences } };
  const notified: [string, string | null][] = [];
  const over: string[] = [];
  const message = written({ id: 'm1', content: 'Water the beans' });
  const notices = createNotices({
    now: () => NOW + passed,
    timer,
    client: {
      request: (async () => ({ saved: [{ ...due('m1'), message }], participants: [], next: null })) as never,
    },
    snapshot: () => home,
    onNotice: (notice) =>
      notified.push(
        notice.kind === 'reminder' ? [notice.item.id, notice.message?.content ?? null] : [notice.scheduled.id, notice.scheduled.content],
      ),
    onOver: (id) => over.push(id),
  });
  const change = (item: SavedItem): Promise<void> => {
    home = { ...home, saved: { ...home.saved, [item.id]: item } };
    return notices.onEvent({ type: 'saved.changed', cursor: 1, saved_id: item.id, item }, home);
  };
  const remove = (saved_id: string): Promise<void> => {
    home = { ...home, saved: {} };
    return notices.onEvent({ type: 'saved.changed', cursor: 1, saved_id, item: null }, home);
  };
  const schedule = (scheduled: ScheduledMessage): Promise<void> => {
    home = { ...home, scheduled: { ...home.scheduled, [scheduled.id]: scheduled } };
    return notices.onEvent({ type: 'scheduled.changed', cursor: 1, scheduled }, home);
  };
  const unschedule = (scheduled_id: string): Promise<void> => {
    home = { ...home, scheduled: {} };
    return notices.onEvent({ type: 'scheduled.removed', cursor: 1, room_id: 'plan', scheduled_id }, home);
  };
  const prefer = (changed: Partial<NotifyPreferences>): Promise<void> => {
    home = { ...home, preferences: { ...home.preferences, ...changed } };
    return notices.onEvent({ type: 'preferences.changed', cursor: 1, preferences: home.preferences }, home);
  };
  return { notices, change, remove, schedule, unschedule, prefer, advance, notified, over, home: () => home };
}

test('notifies when a reminder becomes due, with the message that it is about', async () => {
  const { change, notified, over } = setup();
  await change(due('m1', { due_at: null }));
  expect([notified, over]).toEqual([[], ['reminder m1']]);
  await change(due('m1'));
  await change(due('r1', { room_id: null, text: 'Call Ada' }));
  expect(notified).toEqual([
    ['m1', 'Water the beans'],
    ['r1', null],
  ]);
});

test('takes the notification back when the reminder was seen or removed elsewhere', async () => {
  const { change, remove, notified, over } = setup();
  await change(due('m1', { is_seen: true }));
  await remove('m1');
  expect([notified, over]).toEqual([[], ['reminder m1', 'reminder m1']]);
});

test('waits for the end of a quiet time, and then notifies of what is still due', async () => {
  const { change, remove, advance, notified } = setup({ quiet_until: NOW + 150 * MINUTE_MS });
  await change(due('r1', { room_id: null }));
  await change(due('r2', { room_id: null }));
  advance(149 * MINUTE_MS);
  await expect.poll(() => notified).toEqual([]);
  await change(due('r2', { room_id: null, is_seen: true }));
  advance(MINUTE_MS);
  await expect.poll(() => notified).toEqual([['r1', null]]);
  await remove('r1');
});

test('notifies at once when the quiet time is ended', async () => {
  const { change, prefer, notified } = setup({ quiet_until: NOW + 150 * MINUTE_MS });
  await change(due('r1', { room_id: null }));
  await prefer({ quiet_until: null });
  expect(notified).toEqual([['r1', null]]);
});

test('notifies of none when the participant wants no notifications', async () => {
  const { change, notified } = setup({ what: 'nothing' });
  await change(due('r1', { room_id: null }));
  expect(notified).toEqual([]);
});

test('notifies after a start of those that became due before', async () => {
  const { notices, notified, home } = setup();
  const saved = { r1: due('r1', { room_id: null }), r2: due('r2', { room_id: null, is_seen: true }) };
  Object.assign(home().saved, saved);
  await notices.recall(home());
  expect(notified).toEqual([['r1', null]]);
});

test('notifies of a scheduled message that could not be sent, until it is scheduled again or removed', async () => {
  const { schedule, unschedule, notified, over } = setup();
  await schedule({ ...unsent('s1', NOW), failure: null });
  expect([notified, over]).toEqual([[], ['unsent s1']]);
  await schedule(unsent('s1', NOW));
  expect(notified).toEqual([['s1', 'Water the beans']]);
  await schedule({ ...unsent('s1', NOW), failure: null });
  await unschedule('s1');
  expect([notified.length, over.length]).toEqual([1, 3]);
});

test('holds an unsent message back in a quiet time, and notifies of it after a start', async () => {
  const { schedule, prefer, notified, notices, home } = setup({ quiet_until: NOW + 150 * MINUTE_MS });
  await schedule(unsent('s1', NOW));
  expect(notified).toEqual([]);
  await prefer({ quiet_until: null });
  expect(notified).toHaveLength(1);
  await notices.recall(home());
  expect(notified).toHaveLength(2);
});
