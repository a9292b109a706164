// Applies events to the app's state. Pure: a batch of events in, the next state out.
import type { EventOf, HomeEvent } from '../../src-shared/events/index.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { withBoardEvent, type Board } from './boards.ts';
import type { HomeState } from './home-state.ts';
import { withoutArrived } from './outbox.ts';
import { withReceipts } from './room-reads.ts';
import { withActivity, withChanged, withManyPosted, withSwept, withThread, type Timeline } from './timeline.ts';
import { withTyping } from './typing.ts';

/**
 * Applies a batch. `snapshot`: the home after it. Posted messages are gathered first, so that a flood costs one copy of a window
 * and not one each.
 */
export function withEvents(state: HomeState, events: readonly HomeEvent[], snapshot: Snapshot, now: number): HomeState {
  const next = {
    ...state,
    snapshot,
    lost: events.reduce((lost, event) => withLost(lost, event, state.snapshot), state.lost),
    boards: events.reduce(withBoardEvent, state.boards),
  };
  const posted = events.filter((event) => event.type === 'message.posted');
  return events.reduce((so, event) => withOther(so, event, now), withPosted(next, posted, now));
}

function withPosted(state: HomeState, events: readonly EventOf<'message.posted'>[], now: number): HomeState {
  if (events.length === 0) return state;
  const messages = events.map((event) => event.message);
  let { typing, timelines } = state;
  for (const roomId of new Set(messages.map((message) => message.room_id))) {
    const inRoom = events.filter(({ message }) => message.room_id === roomId);
    const posted = inRoom.map(({ message }) => message);
    timelines = inWindowsOf(timelines, roomId, (timeline) => withThreads(withManyPosted(timeline, posted), inRoom));
  }
  for (const message of messages) typing = withTyping(typing, message.room_id, message.author_id, false, now);
  return { ...state, timelines, typing, outbox: withoutArrived(state.outbox, messages) };
}

type Windows = HomeState['timelines'];

/** The windows, with this change of those of the room and of its threads. */
function inWindowsOf(windows: Windows, roomId: string, change: (timeline: Timeline) => Timeline): Windows {
  let next = windows;
  for (const [key, timeline] of Object.entries(windows)) {
    if ((timeline.thread?.room_id ?? key) !== roomId) continue;
    const changed = change(timeline);
    if (changed !== timeline) next = { ...next, [key]: changed };
  }
  return next;
}

/** The messages that began the threads of new replies say how many there are now. */
function withThreads(timeline: Timeline, posted: readonly EventOf<'message.posted'>[]): Timeline {
  return posted.reduce(
    (so, { message: { thread_id }, thread }) => (thread_id !== undefined && thread ? withThread(so, thread_id, thread) : so),
    timeline,
  );
}

function withOther(state: HomeState, event: HomeEvent, now: number): HomeState {
  if (event.type === 'message.changed') {
    const { message } = event;
    const timelines = inWindowsOf(state.timelines, message.room_id, (timeline) => withChanged(timeline, message));
    const quoted = state.quoted[message.id] ? { ...state.quoted, [message.id]: message } : state.quoted;
    return { ...state, timelines, quoted };
  }
  if (event.type === 'activity.recorded') {
    const { activity } = event;
    return { ...state, timelines: inWindowsOf(state.timelines, activity.room_id, (timeline) => withActivity(timeline, activity)) };
  }
  if (event.type === 'typing.changed') {
    return { ...state, typing: withTyping(state.typing, event.room_id, event.participant_id, event.typing, now) };
  }
  if (event.type === 'read_receipts.changed') return { ...state, ...withReceipts(state, event) };
  if (event.type === 'room.changed' || event.type === 'history.imported') {
    const { id, expired_through_seq } = event.room;
    const timelines = inWindowsOf(state.timelines, id, (timeline) =>
      event.type === 'room.changed' ? withSwept(timeline, expired_through_seq) : { ...timeline, reachesEnd: false },
    );
    return timelines === state.timelines ? state : { ...state, timelines };
  }
  if (event.type === 'room.removed') return withoutRoom(state, event.room_id);
  return state;
}

/** `before`: the snapshot that still has the room. */
function withLost(lost: HomeState['lost'], event: HomeEvent, before: Snapshot | null): HomeState['lost'] {
  if (event.type !== 'room.removed' || event.why === undefined) return lost;
  const name = before?.rooms[event.room_id]?.room.name;
  const by = before?.participants[event.by_id ?? '']?.name ?? null;
  return name ? { ...lost, [event.room_id]: { name, why: event.why, by } } : lost;
}

function withoutRoom(state: HomeState, roomId: string): HomeState {
  const left = Object.entries(state.timelines).filter(([key, { thread }]) => (thread?.room_id ?? key) !== roomId);
  const thread = state.thread?.room_id === roomId ? null : state.thread;
  return { ...state, thread, timelines: Object.fromEntries(left), outbox: state.outbox.filter((item) => item.room_id !== roomId) };
}

/**
 * The snapshot with its ephemeral state brought up to date after a resume. Typing states are cleared: clients send them again. The
 * server repeats no messages of ephemeral rooms, so the ends of their windows are no longer known.
 */
export function withResumedSnapshot(state: HomeState, snapshot: Snapshot): HomeState {
  const timelines: Record<string, Timeline> = {};
  for (const [key, timeline] of Object.entries(state.timelines)) {
    const room = snapshot.rooms[timeline.thread?.room_id ?? key]?.room;
    if (room) timelines[key] = room.ephemeral ? { ...timeline, reachesEnd: false } : timeline;
  }
  return { ...state, snapshot, timelines, boards: withoutEphemeral(state, snapshot), typing: {} };
}

/** Votes and tasks of ephemeral rooms are not repeated either: their boards are loaded again. */
function withoutEphemeral({ boards }: HomeState, { rooms }: Snapshot): Record<string, Board> {
  return Object.fromEntries(Object.entries(boards).filter(([roomId]) => rooms[roomId]?.room.ephemeral === false));
}

/**
 * A fresh snapshot, after an absence that was too long to resume: windows may lack edits, so only that of the room on the screen is
 * kept, and that of the thread beside it, until they are loaded again.
 */
export function withFreshSnapshot(state: HomeState, snapshot: Snapshot): HomeState {
  // After a restore from a backup, messages on the screen may not exist any more.
  const isSameEpoch = state.snapshot?.epoch === snapshot.epoch;
  const shown = isSameEpoch ? [state.place?.room_id, state.thread?.thread_id] : [];
  const timelines = Object.fromEntries(
    Object.entries(state.timelines).flatMap(([key, timeline]) => (shown.includes(key) ? [[key, { ...timeline, reachesEnd: false }]] : [])),
  );
  // The events with the sent messages are among those that are not sent again.
  const outbox = state.outbox.filter((item) => item.status.state !== 'sent');
  return {
    ...state,
    snapshot,
    lost: { ...missing(state.snapshot, snapshot), ...state.lost },
    snapshotGeneration: state.snapshotGeneration + 1,
    timelines,
    boards: {},
    outbox,
    typing: {},
    quoted: {},
  };
}

/** The rooms of the earlier snapshot that are gone although no event said so: the user was away, or the server was restored. */
function missing(before: Snapshot | null, after: Snapshot): HomeState['lost'] {
  if (!before) return {};
  const why = before.epoch === after.epoch ? 'gone' : 'restored';
  const gone = Object.values(before.rooms).filter(({ room }) => !room.ephemeral && room.name && !after.rooms[room.id]);
  return Object.fromEntries(gone.map(({ room }) => [room.id, { name: room.name, why, by: null }]));
}
