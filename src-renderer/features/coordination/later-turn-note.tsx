import type { RoomFacts } from '../../sync/room-facts.ts';
import { useFloor } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched in the first room where agents take turns, and else after the first screen. */
export const TurnNotePart = lazyPart(async () => (await import('./turn-note.tsx')).TurnNote);
const PARTS = [TurnNotePart];

export function LaterTurnNote({ room }: { room: RoomFacts }) {
  if ((useFloor(room.id)?.turn_id ?? null) === null) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <TurnNotePart room={room} />
    </LazyBoundary>
  );
}
