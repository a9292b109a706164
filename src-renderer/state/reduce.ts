// What events do to the app's state. Pure: a batch of events in, the next state out.
import type { EventOf, HomeEvent } from '../../src-shared/events.ts';
import type { Participant } from '../../src-shared/objects.ts';
import { applyEvent, applyPassing, type Passing, type Snapshot } from '../../src-shared/snapshot.ts';
import { withBoardEvent, type Board } from './boards.ts';
import type { HomeState } from './home-state.ts';
import { withoutArrived } from './outbox.ts';
import { withReads } from './room-reads.ts';
import { withChanged, withManyPosted, withSwept, type Timeline } from './timeline.ts';
import { withTyping } from './typing.ts';

/** Applies a batch. Posted messages are gathered first, so that a flood costs one copy of a window and not one each. */
export function withEvents(state: HomeState, events: readonly HomeEvent[], now: number): HomeState {
  if (!state.snapshot) return state;
  const fresh = events.filter((event) => isFresh(event, state.snapshot));
  const next = { ...state, snapshot: fresh.reduce(applyEvent, state.snapshot), boards: fresh.reduce(withBoardEvent, state.boards) };
  const posted = fresh.filter((event) => event.type === 'message.posted');
  return fresh.reduce((so, event) => withOther(so, event, now), withPosted(next, posted, now));
}

/** What the snapshot has not in it yet. */
export function isFresh(event: HomeEvent, snapshot: Snapshot | null): boolean {
  return event.cursor === null || snapshot === null || event.cursor > snapshot.cursor;
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
  if (event.type === 'reads.moved') return { ...state, reads: withReads(state.reads, event.room_id, event.reads) };
  if (event.type === 'room.changed') {
    const timeline = state.timelines[event.room.id];
    const swept = timeline && withSwept(timeline, event.room.swept_seq);
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
 * What is not durable, after a resume. Nobody is known to be writing: whoever is will say so again. What was said meanwhile
 * in rooms that live in memory is not told again, so the ends of their windows are no longer known.
 */
export function withPassing(state: HomeState, passing: Passing): HomeState {
  if (!state.snapshot) return state;
  const snapshot = applyPassing(state.snapshot, passing);
  const timelines: Record<string, Timeline> = {};
  for (const [roomId, timeline] of Object.entries(state.timelines)) {
    const room = snapshot.rooms[roomId]?.room;
    if (room) timelines[roomId] = room.ephemeral ? { ...timeline, reachesEnd: false } : timeline;
  }
  return { ...state, snapshot, timelines, boards: withoutEphemeral(state, snapshot), typing: {} };
}

/** What was voted and done meanwhile in rooms that live in memory is not told again either: their boards are loaded anew. */
function withoutEphemeral({ boards }: HomeState, { rooms }: Snapshot): Record<string, Board> {
  return Object.fromEntries(Object.entries(boards).filter(([roomId]) => rooms[roomId]?.room.ephemeral === false));
}

/**
 * A new picture of the home, after being away too long to be told what was missed: windows may lack edits, so only
 * that of the room on the screen is kept, until it was loaded again.
 */
export function withSnapshot(state: HomeState, snapshot: Snapshot): HomeState {
  const roomId = state.place?.room_id;
  const shown = roomId === undefined ? undefined : state.timelines[roomId];
  // After a backup was put in the home's place, what is on the screen is of another past.
  const isSamePast = state.snapshot?.history === snapshot.history;
  const timelines = roomId !== undefined && shown && isSamePast ? { [roomId]: { ...shown, reachesEnd: false } } : {};
  const participants = { ...(isSamePast ? state.snapshot?.participants : {}), ...snapshot.participants };
  // The events that would have brought what was sent are among those that are not told any more.
  const outbox = state.outbox.filter((item) => item.status.state !== 'sent');
  return {
    ...state,
    snapshot: { ...snapshot, participants },
    snapshots: state.snapshots + 1,
    timelines,
    boards: {},
    outbox,
    typing: {},
    quoted: {},
  };
}

/** Authors of loaded messages whom the snapshot does not have, because they are gone. */
export function withAuthors(state: HomeState, authors: readonly Participant[]): HomeState {
  const { snapshot } = state;
  const unknown = snapshot ? authors.filter((author) => !snapshot.participants[author.id]) : [];
  if (!snapshot || unknown.length === 0) return state;
  const participants = { ...snapshot.participants, ...Object.fromEntries(unknown.map((author) => [author.id, author])) };
  return { ...state, snapshot: { ...snapshot, participants } };
}
