import { describe, expect, test } from 'vitest';
import type { HomeEvent } from '../../src-shared/events/index.ts';
import { applyEvent } from '../../src-shared/snapshot.ts';
import { MORNING, message, messages, pending, room, snapshot, view, windowWith } from '../testing/cast.ts';
import { EMPTY_HOME_STATE, type HomeState } from './home-state.ts';
import { withEvents, withFreshSnapshot, withResumedSnapshot } from './reduce.ts';

function state(more: Partial<HomeState> = {}): HomeState {
  return { ...EMPTY_HOME_STATE, snapshot: snapshot(), timelines: { lobby: windowWith(messages(1, 2), true) }, ...more };
}

const posted = (cursor: number, seq: number, more = {}): HomeEvent => ({ type: 'message.posted', cursor, message: message(seq, more) });

/** The state after a batch. */
function after(before: HomeState, events: readonly HomeEvent[]): HomeState {
  return withEvents(before, events, events.reduce(applyEvent, before.snapshot ?? snapshot()), MORNING);
}

describe('events', () => {
  test('lengthen the window and count as unread', () => {
    const next = after(state(), [posted(11, 3), posted(12, 4)]);
    expect(next.timelines['lobby']?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(next.snapshot?.rooms['lobby']?.membership?.unread).toBe(2);
    expect(next.snapshot?.cursor).toBe(12);
  });

  test('bring one’s own message, which then is not pending any more', () => {
    const next = after(state({ outbox: [pending('mine'), pending('next')] }), [posted(11, 3, { author_id: 'maya', client_id: 'mine' })]);
    expect(next.outbox.map((item) => item.client_id)).toEqual(['next']);
  });

  test('end the sign of writing with the message that was written', () => {
    const typing: HomeEvent = { type: 'typing.changed', cursor: null, room_id: 'lobby', participant_id: 'sarah', typing: true };
    const writing = after(state(), [typing]);
    expect(Object.keys(writing.typing['lobby'] ?? {})).toEqual(['sarah']);
    expect(after(writing, [posted(11, 3)]).typing['lobby']).toEqual({});
  });

  test('show an edit that came in the same batch as its message', () => {
    const changed: HomeEvent = { type: 'message.changed', cursor: 12, message: message(3, { content: 'edited' }) };
    expect(after(state(), [posted(11, 3), changed]).timelines['lobby']?.messages.at(-1)?.content).toBe('edited');
  });

  test('change a quoted message that is in no window', () => {
    const old = message(90, { room_id: 'garden' });
    const changed: HomeEvent = { type: 'message.changed', cursor: 11, message: { ...old, content: 'edited' } };
    expect(after(state({ quoted: { [old.id]: old } }), [changed]).quoted[old.id]?.content).toBe('edited');
  });

  test('take a removed room away with its window and its unsent messages', () => {
    const next = after(state({ outbox: [pending('mine')] }), [{ type: 'room.removed', cursor: 11, room_id: 'lobby' }]);
    expect([next.snapshot?.rooms, next.timelines, next.outbox]).toEqual([{}, {}, []]);
  });
});

describe('after being away', () => {
  test('a resume forgets who was writing', () => {
    expect(withResumedSnapshot(state({ typing: { lobby: { sarah: MORNING } } }), snapshot()).typing).toEqual({});
  });

  test('a resume does not know the end of a room that lives in memory, and forgets those that ended', () => {
    const brief = view(room('brief', { ephemeral: true }));
    const before = state({
      snapshot: snapshot({ rooms: { brief, over: view(room('over', { ephemeral: true })), lobby: view(room('lobby')) } }),
    });
    const timelines = { brief: windowWith(messages(1, 2), true), over: windowWith([], true), lobby: windowWith([], true) };
    const next = withResumedSnapshot({ ...before, timelines }, snapshot({ rooms: { brief, lobby: view(room('lobby')) } }));
    expect(Object.entries(next.timelines).map(([id, { reachesEnd }]) => `${id} ${reachesEnd}`)).toEqual(['brief false', 'lobby true']);
  });

  test('a new snapshot keeps only the window on the screen, whose end is no longer known', () => {
    const before = state({
      place: { room_id: 'lobby', seq: null },
      timelines: { lobby: windowWith(messages(1, 2), true), garden: windowWith([], true) },
      snapshotGeneration: 1,
    });
    const fresh = snapshot({ cursor: 99, rooms: { lobby: view(room('lobby', { last_seq: 9 })), garden: view(room('garden')) } });
    const next = withFreshSnapshot(before, fresh);
    expect(Object.keys(next.timelines)).toEqual(['lobby']);
    expect(next.timelines['lobby']?.reachesEnd).toBe(false);
    expect(next.snapshotGeneration).toBe(2);
  });

  test('what was sent before a new snapshot is not waited for any more', () => {
    const outbox = [pending('sent', { status: { state: 'sent', seq: 3 } }), pending('waits')];
    expect(withFreshSnapshot(state({ outbox }), snapshot({ cursor: 99 })).outbox.map((item) => item.client_id)).toEqual(['waits']);
  });

  test('a room that another takes away leaves its name and the reason, and one that the user left does not', () => {
    const before = state({
      snapshot: snapshot({ rooms: { attic: view(room('attic', { name: 'attic' })), den: view(room('den', { name: 'den' })) } }),
    });
    const removed = (room_id: string, more: object): HomeEvent => ({ type: 'room.removed', cursor: 11, room_id, ...more });
    const next = after(before, [removed('attic', { why: 'deleted', by_id: 'maya' })]);
    expect(next.lost).toEqual({ attic: { name: 'attic', why: 'deleted', by: 'Maya' } });
    expect(after(before, [removed('den', {})]).lost).toEqual({});
  });

  test('a new snapshot without a room says that it is gone, or that the server was restored', () => {
    const before = state({ snapshot: snapshot({ rooms: { attic: view(room('attic', { name: 'attic' })) } }) });
    expect(withFreshSnapshot(before, snapshot({ cursor: 99, rooms: {} })).lost['attic']?.why).toBe('gone');
    expect(withFreshSnapshot(before, snapshot({ cursor: 99, epoch: 7, rooms: {} })).lost['attic']?.why).toBe('restored');
  });
});
