import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import type { VoiceBarProps } from './voice-bar.tsx';

/** Fetched with the first recording, and else after the first screen. */
export const VoiceBarPart = lazyPart(async () => (await import('./voice-bar.tsx')).VoiceBar);
const PARTS = [VoiceBarPart];

export function LaterVoiceBar(props: VoiceBarProps) {
  return (
    <LazyBoundary parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
      <VoiceBarPart {...props} />
    </LazyBoundary>
  );
}
