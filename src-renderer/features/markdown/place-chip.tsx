import { Hash, MessageSquare } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { Place } from '../../../src-shared/deep-link.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { findLoaded } from '../../sync/timeline.ts';
import { useActions, useHomeState, useMe, useParticipant, useParticipants, useRoomFacts } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { dateFormat } from '../../ui/date-format.ts';

/** A place of this home, by its room and, for a message, its author and time. `children`: shown for a room that the reader has not. */
export function PlaceChip({ place: { room_id, seq }, children }: { place: Place; children: ReactNode }) {
  const room = useRoomFacts(room_id);
  const participants = useParticipants();
  const me = useMe();
  const message = useLinked(room ? room_id : null, seq);
  const author = useParticipant(message?.author_id ?? null);
  if (!room) return children;
  const Icon = seq === null ? Hash : MessageSquare;
  return (
    <span className="inline-flex max-w-full items-center gap-1 rounded-tag bg-accent-soft px-1.5 align-bottom font-medium text-accent no-underline">
      <Icon size={13} aria-hidden className="shrink-0" />
      <span className="truncate">
        <bdi>{roomTitle(room, participants, me.id)}</bdi>
        {message && author && (
          <span className="font-normal"> {strings.timeline.linkedTo(author.name, dateFormat('short').format(message.created_at))}</span>
        )}
      </span>
    </span>
  );
}

/** The message with this seq, from the loaded messages or fetched once. Null while it is not there. */
function useLinked(roomId: string | null, seq: number | null): Message | null {
  const { loadLinked } = useActions();
  const found = useHomeState(({ timelines, quoted }) => {
    if (roomId === null || seq === null) return null;
    const isIt = (each: Message | null): boolean => each?.room_id === roomId && each.seq === seq;
    return findLoaded(timelines, roomId, isIt) ?? Object.values(quoted).find(isIt) ?? null;
  });
  const isLive = useHomeState(({ connection }) => connection.state === 'live');
  const isUnknown = found === null && isLive;
  useEffect(() => {
    if (isUnknown && roomId !== null && seq !== null) loadLinked(roomId, seq);
  }, [isUnknown, roomId, seq, loadLinked]);
  return found;
}
