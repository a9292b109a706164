import type { ComponentProps } from 'react';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';

/** Fetched with the first message that is pointed at or has the focus, and else after the first screen. */
export const MessageActionsPart = lazyPart(async () => (await import('./message-actions.tsx')).MessageActions);
const PARTS = [MessageActionsPart];

export function LaterMessageActions(props: ComponentProps<typeof MessageActionsPart>) {
  return (
    <LazyBoundary parts={PARTS} fallback={(retry) => <TryAgain onRetry={retry} />}>
      <MessageActionsPart {...props} />
    </LazyBoundary>
  );
}
