import type { ComponentProps } from 'react';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched when an agent first works, and else after the first screen. */
export const StopWorkingPart = lazyPart(async () => (await import('./stop-working.tsx')).StopWorking);
const PARTS = [StopWorkingPart];

export function LaterStopWorking(props: ComponentProps<typeof StopWorkingPart>) {
  if (props.agents.length === 0) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <StopWorkingPart {...props} />
    </LazyBoundary>
  );
}
