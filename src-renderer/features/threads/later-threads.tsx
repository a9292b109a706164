// Threads are fetched after the first screen.
import type { ComponentProps } from 'react';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const ThreadPart = lazyPart(async () => (await import('./thread-panel.tsx')).ThreadPanel);
const PARTS = [ThreadPart];

export function LaterThread(props: ComponentProps<typeof ThreadPart>) {
  return (
    <LazyBoundary parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
      <ThreadPart {...props} />
    </LazyBoundary>
  );
}
