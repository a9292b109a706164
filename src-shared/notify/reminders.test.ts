import { expect, test } from 'vitest';
import type { SavedItem } from '../saved.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NotifyPreferences } from './levels.ts';
import { createReminders } from './reminders.ts';
import { smallHome, written } from './testing/cast.ts';
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
  const told: [string, string | null][] = [];
  const over: string[] = [];
  const message = written({ id: 'm1', content: 'Water the beans' });
  const reminders = createReminders({
    now: () => NOW + passed,
    timer,
    client: {
      request: (async () => ({ saved: [{ ...due('m1'), message }], participants: [], next: null })) as never,
    },
    snapshot: () => home,
    onDue: (item, about) => told.push([item.id, about?.content ?? null]),
    onOver: (id) => over.push(id),
  });
  const change = (item: SavedItem): Promise<void> => {
    home = { ...home, saved: { ...home.saved, [item.id]: item } };
    return reminders.onEvent({ type: 'saved.changed', cursor: 1, saved_id: item.id, item }, home);
  };
  const remove = (saved_id: string): Promise<void> => {
    home = { ...home, saved: {} };
    return reminders.onEvent({ type: 'saved.changed', cursor: 1, saved_id, item: null }, home);
  };
  const prefer = (changed: Partial<NotifyPreferences>): Promise<void> => {
    home = { ...home, preferences: { ...home.preferences, ...changed } };
    return reminders.onEvent({ type: 'preferences.changed', cursor: 1, preferences: home.preferences }, home);
  };
  return { reminders, change, remove, prefer, advance, told, over, home: () => home };
}

test('notifies when a reminder becomes due, with the message that it is about', async () => {
  const { change, told, over } = setup();
  await change(due('m1', { due_at: null }));
  expect([told, over]).toEqual([[], ['m1']]);
  await change(due('m1'));
  await change(due('r1', { room_id: null, text: 'Call Ada' }));
  expect(told).toEqual([
    ['m1', 'Water the beans'],
    ['r1', null],
  ]);
});

test('takes the notification back when the reminder was seen or removed elsewhere', async () => {
  const { change, remove, told, over } = setup();
  await change(due('m1', { is_seen: true }));
  await remove('m1');
  expect([told, over]).toEqual([[], ['m1', 'm1']]);
});

test('waits for the end of a quiet time, and then notifies of what is still due', async () => {
  const { change, remove, advance, told } = setup({ quiet_until: NOW + 150 * MINUTE_MS });
  await change(due('r1', { room_id: null }));
  await change(due('r2', { room_id: null }));
  advance(149 * MINUTE_MS);
  await expect.poll(() => told).toEqual([]);
  await change(due('r2', { room_id: null, is_seen: true }));
  advance(MINUTE_MS);
  await expect.poll(() => told).toEqual([['r1', null]]);
  await remove('r1');
});

test('notifies at once when the quiet time is ended', async () => {
  const { change, prefer, told } = setup({ quiet_until: NOW + 150 * MINUTE_MS });
  await change(due('r1', { room_id: null }));
  await prefer({ quiet_until: null });
  expect(told).toEqual([['r1', null]]);
});

test('notifies of none when the participant wants no notifications', async () => {
  const { change, told } = setup({ what: 'nothing' });
  await change(due('r1', { room_id: null }));
  expect(told).toEqual([]);
});

test('notifies after a start of those that became due before', async () => {
  const { reminders, told, home } = setup();
  const saved = { r1: due('r1', { room_id: null }), r2: due('r2', { room_id: null, is_seen: true }) };
  Object.assign(home().saved, saved);
  await reminders.recall(home());
  expect(told).toEqual([['r1', null]]);
});
