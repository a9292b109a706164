import type { Message } from '../../../src-shared/objects.ts';
import { lazyPart } from '../../ui/lazy.tsx';
import { OrPlain } from '../../ui/or-plain.tsx';

export const ApprovalPart = lazyPart(async () => (await import('./approval-card.tsx')).ApprovalOfMessage);
const PARTS = [ApprovalPart];

/** Fetched with the first question of an agent, and else after the first screen. */
export function LaterApproval({ message }: { message: Message }) {
  const plain = <p className="text-body text-ink wrap-anywhere">{message.content}</p>;
  return (
    <OrPlain parts={PARTS} plain={plain}>
      <ApprovalPart message={message} />
    </OrPlain>
  );
}
