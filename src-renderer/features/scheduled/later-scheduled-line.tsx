import { useSnapshot } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const ScheduledLinePart = lazyPart(async () => (await import('./scheduled-line.tsx')).ScheduledLine);
const PARTS = [ScheduledLinePart];

export function LaterScheduledLine({ roomId }: { roomId: string }) {
  const isAny = useSnapshot(({ scheduled }) => Object.values(scheduled).some(({ room_id }) => room_id === roomId));
  if (!isAny) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <ScheduledLinePart roomId={roomId} />
    </LazyBoundary>
  );
}
