import type { ReactNode } from 'react';
import type { OwnVote } from '../../../src-shared/coordination.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';
import { PlainVote } from './plain-vote.tsx';

/** Fetched with the first vote that is drawn, and else after the first screen. */
export const VoteCardPart = lazyPart(async () => (await import('./vote-card.tsx')).VoteCard);
const VoteOfMessagePart = lazyPart(async () => (await import('./vote-card.tsx')).VoteOfMessage);
const PARTS = [VoteCardPart, VoteOfMessagePart];

export function LaterVoteCard({ vote }: { vote: OwnVote }) {
  return (
    <Later plain={<PlainVote {...vote} />}>
      <VoteCardPart vote={vote} />
    </Later>
  );
}

/** The message that stands for a vote. */
export function LaterVoteOfMessage({ message }: { message: Pick<Message, 'id' | 'room_id' | 'content'> }) {
  return (
    <Later plain={<PlainVote title={message.content} />}>
      <VoteOfMessagePart message={message} />
    </Later>
  );
}

function Later({ plain, children }: { plain: ReactNode; children: ReactNode }) {
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
      {children}
    </LazyBoundary>
  );
}
