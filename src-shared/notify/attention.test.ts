import { expect, test } from 'vitest';
import type { AppClient } from '../client/app-client.ts';
import type { Message } from '../objects.ts';
import { createAttention, keyOfCall } from './attention.ts';
import { smallHome, written } from './testing/cast.ts';

const AWAY = { isWindowFocused: false, shownRoomId: null, shownThreadId: null };

test('a question of before the start is recalled, so that its answer notifies', async () => {
  const { attention, notified } = setup();
  const home = smallHome();
  const asked = written({ id: 'm9', seq: 9, author_id: 'maya', mentions: ['ada'] });
  const plan = home.rooms['plan']!;
  const withHistory = { ...home, rooms: { ...home.rooms, plan: { ...plan, room: { ...plan.room, last_seq: 9 } } } };
  await attention.recall(withHistory, clientWith({ plan: [asked] }));
  attention.onEvent({ cursor: 2, type: 'message.posted', message: written() }, withHistory);
  expect(notified).toEqual(['m11']);
});

test('a room without messages is not asked for any', async () => {
  const { attention } = setup();
  await attention.recall(smallHome(), clientWith({}));
});

test('reading a room takes its notifications away, reading a part of it does not', () => {
  const { attention, cleared } = setup();
  const moved = { cursor: 2, type: 'read_position.changed', room_id: 'plan', last_read_seq: 11, mentions: 0 } as const;
  attention.onEvent({ ...moved, unread: 1 }, smallHome());
  expect(cleared).toEqual([]);
  attention.onEvent({ ...moved, unread: 0 }, smallHome());
  expect(cleared).toEqual(['plan']);
});

test('a task that was made and given to me while I was away calls once, and again when it is given to me again', () => {
  const { attention, notified } = setup();
  const handed = { by_id: 'ada', to_id: 'maya' };
  const made = { id: 't1', room_id: 'plan', title: 'Water', description: null, created_by: 'ada', created_at: 1, note: null };
  const task = { ...made, status: 'pending' as const, assignee_id: 'maya', updated_at: 5 };
  attention.onEvent({ cursor: 2, type: 'task.assigned', task }, smallHome());
  attention.onEvent({ cursor: 3, type: 'task.changed', task, handed }, smallHome());
  expect(notified).toEqual(['t1 5']);
  attention.onEvent({ cursor: 4, type: 'task.changed', task: { ...task, updated_at: 6 }, handed: null }, smallHome());
  attention.onEvent({ cursor: 5, type: 'task.changed', task: { ...task, updated_at: 7 }, handed }, smallHome());
  expect(notified).toEqual(['t1 5', 't1 7']);
});

test('an election calls the leader who is asked, and no one else', () => {
  const { attention, notified } = setup();
  const election = { room_id: 'plan', candidate_ids: ['ada'], started_by: 'ada', ends_at: 30, asks_id: 'maya' };
  attention.onEvent({ cursor: null, type: 'election.started', election: { ...election, asks_id: null } }, smallHome());
  attention.onEvent({ cursor: null, type: 'election.started', election: { ...election, asks_id: 'sarah' } }, smallHome());
  expect(notified).toEqual([]);
  attention.onEvent({ cursor: null, type: 'election.started', election }, smallHome());
  expect(notified).toEqual(['election plan 30']);
});

function setup() {
  const notified: string[] = [];
  const cleared: string[] = [];
  const attention = createAttention({
    moment: () => ({ gaze: AWAY, now: 1 }),
    onCall: (call) => void notified.push(keyOfCall(call)),
    onRoomRead: (roomId) => void cleared.push(roomId),
  });
  return { notified, cleared, attention };
}

/** Answers get_history with these messages of a room, and nothing else. */
function clientWith(history: Record<string, Message[]>): AppClient {
  const request = (command: string, { room_id }: { room_id: string }) => {
    const messages = history[room_id];
    return messages
      ? Promise.resolve({ room_id, messages, participants: [], has_more: false })
      : Promise.reject(new Error(`${command} in ${room_id}`));
  };
  return { request, reconnectNow: () => undefined, close: () => undefined } as unknown as AppClient;
}
