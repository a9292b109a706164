import { useSnapshot } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const ApprovalsRowPart = lazyPart(async () => (await import('./approvals-row.tsx')).ApprovalsRow);
const PARTS = [ApprovalsRowPart];

/** The way to what waits for the user. Nothing while nothing waits. */
export function LaterApprovalsRow() {
  const count = useSnapshot(({ approvals }) => Object.keys(approvals).length);
  if (count === 0) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={() => null}>
      <ApprovalsRowPart count={count} />
    </LazyBoundary>
  );
}
