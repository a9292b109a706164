import type { ComponentProps } from 'react';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched with the first direct message or mention that is unread, and else after the first screen. */
export const CallPillsPart = lazyPart(async () => (await import('./call-pills.tsx')).CallPills);
const PARTS = [CallPillsPart];

export function LaterCallPills(props: ComponentProps<typeof CallPillsPart>) {
  const hasCalls = props.lists.some(({ rows, more }) => [...rows, ...more].some(({ calls }) => calls > 0));
  if (!hasCalls) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <CallPillsPart {...props} />
    </LazyBoundary>
  );
}
