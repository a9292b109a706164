// Applies events to the app's state. Pure: a batch of events in, the next state out.
import type { EventOf, HomeEvent } from '../../src-shared/events/index.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { withBoardEvent, type Board } from './boards.ts';
import type { HomeState } from './home-state.ts';
import { withoutArrived } from './outbox.ts';
import { withReads } from './room-reads.ts';
import { withChanged, withManyPosted, withSwept, type Timeline } from './timeline.ts';
import { withTyping } from './typing.ts';

/**
 * Applies a batch. `snapshot`: the home after it. Posted messages are gathered first, so that a flood costs one copy of a window
 * and not one each.
 */
export function withEvents(state: HomeState, events: readonly HomeEvent[], snapshot: Snapshot, now: number): HomeState {
  const next = { ...state, snapshot, boards: events.reduce(withBoardEvent, state.boards) };
  const posted = events.filter((event) => event.type === 'message.posted');
  return events.reduce((so, event) => withOther(so, event, now), withPosted(next, posted, now));
}

function withPosted(state: HomeState, events: readonly EventOf<'message.posted'>[], now: number): HomeState {
  if (events.length === 0) return state;
  const messages = events.map((event) => event.message);
  const timelines = { ...state.timelines };
  let { typing } = state;
  for (const roomId of new Set(messages.map((message) => message.room_id))) {
    const timeline = timelines[roomId];
    if (timeline)
      timelines[roomId] = withManyPosted(
        timeline,
        messages.filter((message) => message.room_id === roomId),
      );
  }
  for (const message of messages) typing = withTyping(typing, message.room_id, message.author_id, false, now);
  return { ...state, timelines, typing, outbox: withoutArrived(state.outbox, messages) };
}

function withOther(state: HomeState, event: HomeEvent, now: number): HomeState {
  if (event.type === 'message.changed') {
    const { message } = event;
    const timeline = state.timelines[message.room_id];
    const timelines = timeline ? { ...state.timelines, [message.room_id]: withChanged(timeline, message) } : state.timelines;
    const quoted = state.quoted[message.id] ? { ...state.quoted, [message.id]: message } : state.quoted;
    return { ...state, timelines, quoted };
  }
  if (event.type === 'typing.changed') {
    return { ...state, typing: withTyping(state.typing, event.room_id, event.participant_id, event.typing, now) };
  }
  if (event.type === 'read_receipts.changed') return { ...state, reads: withReads(state.reads, event.room_id, event.reads) };
  if (event.type === 'room.changed') {
    const timeline = state.timelines[event.room.id];
    const swept = timeline && withSwept(timeline, event.room.expired_through_seq);
    return swept === timeline || !swept ? state : { ...state, timelines: { ...state.timelines, [event.room.id]: swept } };
  }
  if (event.type === 'room.removed') return withoutRoom(state, event.room_id);
  return state;
}

function withoutRoom(state: HomeState, roomId: string): HomeState {
  const { [roomId]: _removed, ...timelines } = state.timelines;
  return { ...state, timelines, outbox: state.outbox.filter((item) => item.room_id !== roomId) };
}

/**
 * The snapshot with its ephemeral state brought up to date after a resume. Typing states are cleared: clients send them again. The
 * server repeats no messages of ephemeral rooms, so the ends of their windows are no longer known.
 */
export function withResumedSnapshot(state: HomeState, snapshot: Snapshot): HomeState {
  const timelines: Record<string, Timeline> = {};
  for (const [roomId, timeline] of Object.entries(state.timelines)) {
    const room = snapshot.rooms[roomId]?.room;
    if (room) timelines[roomId] = room.ephemeral ? { ...timeline, reachesEnd: false } : timeline;
  }
  return { ...state, snapshot, timelines, boards: withoutEphemeral(state, snapshot), typing: {} };
}

/** Votes and tasks of ephemeral rooms are not repeated either: their boards are loaded again. */
function withoutEphemeral({ boards }: HomeState, { rooms }: Snapshot): Record<string, Board> {
  return Object.fromEntries(Object.entries(boards).filter(([roomId]) => rooms[roomId]?.room.ephemeral === false));
}

/**
 * A fresh snapshot, after an absence that was too long to resume: windows may lack edits, so only that of the room on the screen is
 * kept, until it is loaded again.
 */
export function withFreshSnapshot(state: HomeState, snapshot: Snapshot): HomeState {
  const roomId = state.place?.room_id;
  const shown = roomId === undefined ? undefined : state.timelines[roomId];
  // After a restore from a backup, messages on the screen may not exist any more.
  const isSameEpoch = state.snapshot?.epoch === snapshot.epoch;
  const timelines = roomId !== undefined && shown && isSameEpoch ? { [roomId]: { ...shown, reachesEnd: false } } : {};
  // The events with the sent messages are among those that are not sent again.
  const outbox = state.outbox.filter((item) => item.status.state !== 'sent');
  return {
    ...state,
    snapshot,
    snapshotGeneration: state.snapshotGeneration + 1,
    timelines,
    boards: {},
    outbox,
    typing: {},
    quoted: {},
  };
}
