import { expect, test } from 'vitest';
import type { Message, Participant, Presence } from '../../../src-shared/objects.ts';
import { ada, agent, byId, john, message, MORNING, porter, presence, quill, sarah, windowWith } from '../../testing/cast.ts';
import { callersOf, calledAt } from './unanswered.ts';

const MINUTE = 60_000;
const call = (seq: number, more: Partial<Message> = {}): Message =>
  message(seq, { author_id: 'sarah', mentions: ['ada'], created_at: MORNING + seq * MINUTE, ...more });
const answer = (seq: number, more: Partial<Message> = {}): Message => call(seq, { author_id: 'ada', mentions: [], ...more });

interface Given {
  participant?: Participant;
  state?: Presence;
  roomId?: string | null;
  minutes?: number;
  reachesEnd?: boolean;
  isWriting?: boolean;
}

function minuteOf(messages: Message[], given: Given = {}): number | null {
  const { participant = ada, state = presence('ada'), roomId = 'lobby', minutes = 12, reachesEnd = true, isWriting = false } = given;
  const at = calledAt({
    ...{ participant, presence: state, roomId, isWriting, now: MORNING + minutes * MINUTE },
    ...{ timelines: { lobby: windowWith(messages, reachesEnd) }, participants: byId(sarah, ada, quill) },
  });
  return at === null ? null : (at - MORNING) / MINUTE;
}

test('a call without an answer counts after two minutes, and the newest of several', () => {
  expect(minuteOf([call(1)])).toBe(1);
  expect(minuteOf([call(1), call(4)])).toBe(4);
  expect(minuteOf([call(1), call(11)])).toBeNull();
  expect(minuteOf([])).toBeNull();
});

test('a reply to a message of the agent is a call too', () => {
  const reply = call(5, { mentions: [], reply_to: 'message-2' });
  expect(minuteOf([answer(2), reply])).toBe(5);
  expect(minuteOf([answer(2), call(5, { mentions: [], reply_to: 'message-9' })])).toBeNull();
});

test('whatever the agent writes later is an answer, in a thread too', () => {
  expect(minuteOf([call(1), answer(2)])).toBeNull();
  expect(minuteOf([call(1), answer(2, { kind: 'thinking' })])).toBeNull();
  const thread = { replies: 1, last_seq: 2, last_reply_at: MORNING, author_ids: ['ada'] };
  expect(minuteOf([call(1, { thread })])).toBeNull();
  expect(minuteOf([call(1), answer(2), call(5)])).toBe(5);
});

test('calls of agents, deleted calls and those of other rooms do not count', () => {
  expect(minuteOf([call(1, { author_id: 'quill' })])).toBeNull();
  expect(minuteOf([call(1, { deleted_at: MORNING })])).toBeNull();
  expect(minuteOf([call(1)], { roomId: 'garden' })).toBeNull();
  expect(minuteOf([call(1)], { roomId: null })).toBe(1);
});

test('nothing is known while the newest messages are not loaded', () => {
  expect(minuteOf([call(1)], { reachesEnd: false })).toBeNull();
});

test('an agent at work, a paused one and a built-in one are not said to be silent', () => {
  for (const status of ['thinking', 'working', 'blocked'] as const)
    expect(minuteOf([call(1)], { state: presence('ada', { status }) })).toBeNull();
  expect(minuteOf([call(1)], { isWriting: true })).toBeNull();
  expect(minuteOf([call(1)], { participant: agent('ada', { type: 'hosted' }), state: presence('ada', { online: false }) })).toBeNull();
  expect(minuteOf([call(1)], { participant: { ...porter, id: 'ada' } })).toBeNull();
  expect(minuteOf([call(1)], { state: presence('ada', { online: false }) })).toBe(1);
  expect(minuteOf([call(1)], { state: presence('ada', { status: 'waiting' }) })).toBe(1);
});

test('those who called it since it wrote the last time wait for it', () => {
  const callers = (...messages: Message[]): string[] =>
    callersOf({
      participant: ada,
      timelines: { lobby: windowWith(messages, true) },
      participants: byId(sarah, john, ada),
      roomId: 'lobby',
    });
  expect(callers(call(1), call(2, { author_id: 'john' }), call(3))).toEqual(['sarah', 'john']);
  expect(callers(call(1), answer(2), call(3, { author_id: 'john' }))).toEqual(['john']);
  expect(callers(answer(2))).toEqual([]);
});
