import type { Pin } from '../../../src-shared/pins.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

/** Fetched with the first pinned message, and else after the first screen. */
export const PinMarkPart = lazyPart(async () => (await import('./pin-mark.tsx')).PinMark);
const PARTS = [PinMarkPart];

/** Its line is there before the mark is fetched, so that nothing moves. */
export function LaterPinMark({ pin }: { pin: Pin }) {
  return (
    <p className="flex min-h-5 items-center text-meta">
      <LazyBoundary parts={PARTS} fallback={() => null}>
        <PinMarkPart pin={pin} />
      </LazyBoundary>
    </p>
  );
}
