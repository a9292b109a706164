import type { Message } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/strings.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';

/** Fetched with the first thought that is drawn, and else after the first screen. */
export const ThoughtPart = lazyPart(async () => (await import('./thought.tsx')).Thought);
const PARTS = [ThoughtPart];

export function LaterThought({ thoughts }: { thoughts: readonly [Message, ...Message[]] }) {
  return (
    <LazyBoundary
      parts={PARTS}
      meanwhile={<p className="text-list text-ink-2 italic">{strings.timeline.thought}</p>}
      fallback={(retry) => <TryAgain onRetry={retry} />}
    >
      <ThoughtPart thoughts={thoughts} />
    </LazyBoundary>
  );
}
