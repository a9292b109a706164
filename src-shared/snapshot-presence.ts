// Presence in a client's snapshot: who has a room open, and the activities in rooms.
import type { EventOf } from './events/index.ts';
import type { Snapshot } from './snapshot.ts';
import { without } from './without.ts';

export function roomPresence<S extends Pick<Snapshot, 'present'>>(state: S, event: EventOf<'room.presence'>): S {
  const others = (state.present[event.room_id] ?? []).filter((id) => id !== event.participant_id);
  const present = event.present ? [...others, event.participant_id] : others;
  const rooms = without(state.present, event.room_id);
  return { ...state, present: present.length === 0 ? rooms : { ...rooms, [event.room_id]: present } };
}

/** A room without any activity has no entry. */
export function workChanged<S extends Pick<Snapshot, 'works'>>(state: S, { work }: EventOf<'work.changed'>): S {
  const { room_id, participant_id, status } = work;
  const others = without(state.works[room_id] ?? {}, participant_id);
  const inRoom = status === 'idle' ? others : { ...others, [participant_id]: work };
  const rooms = without(state.works, room_id);
  return { ...state, works: Object.keys(inRoom).length === 0 ? rooms : { ...rooms, [room_id]: inRoom } };
}
