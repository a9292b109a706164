import type { RoomFacts } from '../../sync/room-facts.ts';
import { useFloor } from '../../sync/store.ts';
import { NARROW, useMediaQuery } from '../../ui/use-media-query.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched in the first room where agents take turns, and else after the first screen. */
export const TurnNotePart = lazyPart(async () => (await import('./turn-note.tsx')).TurnNote);
const PARTS = [TurnNotePart];

interface LaterTurnNoteProps {
  room: RoomFacts;
  /** A phone has no space for it in the composer: it is shown above the composer, with the reason. */
  onPhone: boolean;
}

export function LaterTurnNote({ room, onPhone }: LaterTurnNoteProps) {
  const isPhone = useMediaQuery(NARROW);
  if ((useFloor(room.id)?.turn_id ?? null) === null || isPhone !== onPhone) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <TurnNotePart room={room} onPhone={onPhone} />
    </LazyBoundary>
  );
}
