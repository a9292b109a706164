// Fetched after the first screen.
import type { ComponentProps } from 'react';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const LostRoomPart = lazyPart(async () => (await import('./lost-room.tsx')).LostRoomNote);
const PARTS = [LostRoomPart];

export function LaterLostRoom(props: ComponentProps<typeof LostRoomPart>) {
  return (
    <main className="flex min-w-0 flex-1 flex-col justify-center">
      <LazyBoundary parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
        <LostRoomPart {...props} />
      </LazyBoundary>
    </main>
  );
}
