import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';
import type { LineDiffProps } from './line-diff.tsx';

/** Fetched with the first difference that is shown. */
const LineDiffPart = lazyPart(async () => (await import('./line-diff.tsx')).LineDiff);
const PARTS = [LineDiffPart];

export function LaterLineDiff(props: LineDiffProps) {
  return (
    <LazyBoundary parts={PARTS} fallback={(retry) => <TryAgain onRetry={retry} />}>
      <LineDiffPart {...props} />
    </LazyBoundary>
  );
}
