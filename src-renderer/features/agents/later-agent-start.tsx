import type { Agent } from '../../../src-shared/objects.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';

/** Fetched with the first page of a connected agent. */
const AgentStartPart = lazyPart(async () => (await import('./agent-start.tsx')).AgentStartSection);
const PARTS = [AgentStartPart];

export function LaterAgentStart({ agent }: { agent: Agent }) {
  return (
    <LazyBoundary parts={PARTS} fallback={(retry) => <TryAgain onRetry={retry} />}>
      <AgentStartPart agent={agent} />
    </LazyBoundary>
  );
}
