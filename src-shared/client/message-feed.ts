// Each new message of a room once, and in the order of `seq`. The events after a lost connection have them. Where there are none,
// after a fresh snapshot and in rooms that are in memory only, they are read from the history.
import type { HomeEvent } from '../events/index.ts';
import type { Message, RoomView } from '../objects.ts';
import type { Snapshot } from '../snapshot.ts';

const PAGE = 200;

export interface MessageFeedSeams {
  /** The messages after `since_seq`, the oldest first; none at the end. Rejects when they cannot be read any more. */
  readPage(asked: { room_id: string; since_seq: number; limit: number }): Promise<readonly Message[]>;
  onMessage(message: Message): void;
}

export interface MessageFeed {
  snapshot(snapshot: Snapshot, how: 'fresh' | 'resumed'): void;
  event(event: HomeEvent, meId: string): void;
}

interface Place {
  /** The seq of the last message that was passed on. */
  last: number;
  /** Messages that came while earlier ones are read; null while none are. */
  held: Message[] | null;
}

export function createMessageFeed({ readPage, onMessage }: MessageFeedSeams): MessageFeed {
  const places = new Map<string, Place>();
  let epoch: number | null = null;

  function take(place: Place, message: Message): void {
    if (message.seq <= place.last) return;
    place.last = message.seq;
    onMessage(message);
  }

  const hold = ({ held }: Place, message: Message): void => void held?.push(message);

  async function readMissed(room_id: string, place: Place): Promise<void> {
    const held: Message[] = [];
    place.held = held;
    try {
      for (;;) {
        const page = await readPage({ room_id, since_seq: place.last, limit: PAGE });
        // The room was left meanwhile, or the home restored.
        if (places.get(room_id) !== place || page.length === 0) break;
        for (const message of page) take(place, message);
      }
    } catch {
      // They cannot be read any more. The messages that were sent meanwhile follow.
    }
    place.held = null;
    if (places.get(room_id) === place) for (const message of held) take(place, message);
  }

  function catchUp(room_id: string, place: Place): void {
    if (place.held === null) void readMissed(room_id, place);
  }

  function posted(message: Message): void {
    const { room_id, seq } = message;
    const place = placeIn(room_id, seq - 1);
    if (place.held) return hold(place, message);
    if (seq <= place.last + 1) return take(place, message);
    catchUp(room_id, place);
    // It is among those that are read, unless the history ends before it.
    hold(place, message);
  }

  function placeIn(room_id: string, last: number): Place {
    const known = places.get(room_id);
    if (known) return known;
    const place = { last, held: null };
    places.set(room_id, place);
    return place;
  }

  /** `isFirst`: there was no earlier snapshot to which it is compared. */
  function found({ room, membership }: RoomView, { isFirst, hasEvents }: { isFirst: boolean; hasEvents: boolean }): void {
    const place = placeIn(room.id, isFirst ? room.last_seq : (membership?.last_read_seq ?? room.last_seq));
    // The messages of a durable room follow as events after a resume.
    if (room.last_seq > place.last && (room.ephemeral || !hasEvents)) catchUp(room.id, place);
  }

  return {
    snapshot(snapshot, how) {
      const isFirst = epoch !== snapshot.epoch;
      epoch = snapshot.epoch;
      if (isFirst) places.clear();
      const mine = Object.values(snapshot.rooms).filter(({ room }) => room.member_ids.includes(snapshot.me_id));
      const ids = new Set(mine.map(({ room }) => room.id));
      for (const id of places.keys()) if (how === 'fresh' && !ids.has(id)) places.delete(id);
      for (const view of mine) found(view, { isFirst, hasEvents: how === 'resumed' });
    },
    event(event, meId) {
      if (event.type === 'message.posted') posted(event.message);
      else if (event.type === 'member.joined' && event.participant.id === meId)
        places.set(event.room.id, { last: event.read_seq, held: null });
      else if (event.type === 'member.left' && event.participant_id === meId) places.delete(event.room_id);
      else if (event.type === 'room.removed') places.delete(event.room_id);
    },
  };
}
