import type { RoomFacts } from '../../sync/room-facts.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const PausedBarPart = lazyPart(async () => (await import('./paused-bar.tsx')).PausedBar);
const PARTS = [PausedBarPart];

export function LaterPausedBar({ room }: { room: RoomFacts }) {
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <PausedBarPart room={room} />
    </LazyBoundary>
  );
}
