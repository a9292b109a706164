import { useState } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useFloor } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const ElectionBarPart = lazyPart(async () => (await import('./election-bar.tsx')).ElectionBar);
const PARTS = [ElectionBarPart];

/** Fetched with the first election, and else after the first screen. */
export function LaterElectionBar({ room }: { room: RoomFacts }) {
  const floor = useFloor(room.id);
  const leaderId = floor?.leader_id ?? null;
  const [before] = useState(leaderId);
  const [isNeeded, setIsNeeded] = useState(false);
  if (!isNeeded && ((floor?.election ?? null) !== null || leaderId !== before)) setIsNeeded(true);
  if (!isNeeded) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <ElectionBarPart room={room} before={before} />
    </LazyBoundary>
  );
}
