import type { ComponentProps } from 'react';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched with the first message that is being written, and else after the first screen. */
export const StreamBodyPart = lazyPart(async () => (await import('./stream-body.tsx')).StreamBody);
const PARTS = [StreamBodyPart];

export function LaterStreamBody(props: ComponentProps<typeof StreamBodyPart>) {
  return (
    <LazyBoundary parts={PARTS} meanwhile={<div className="h-12" />} fallback={() => null}>
      <StreamBodyPart {...props} />
    </LazyBoundary>
  );
}
