import type { Message } from '../../../src-shared/objects.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';

export const ApprovalPart = lazyPart(async () => (await import('./approval-card.tsx')).ApprovalOfMessage);
const PARTS = [ApprovalPart];

/** Fetched with the first question of an agent, and else after the first screen. */
export function LaterApproval({ message }: { message: Message }) {
  const plain = <p className="text-body text-ink wrap-anywhere">{message.content}</p>;
  return (
    <LazyBoundary
      parts={PARTS}
      meanwhile={plain}
      fallback={(retry) => (
        <>
          {plain}
          <TryAgain onRetry={retry} />
        </>
      )}
    >
      <ApprovalPart message={message} />
    </LazyBoundary>
  );
}
