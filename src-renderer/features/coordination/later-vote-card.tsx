import type { OwnVote } from '../../../src-shared/coordination.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { lazyPart } from '../../ui/lazy.tsx';
import { OrPlain } from '../../ui/or-plain.tsx';
import { PlainVote } from './plain-vote.tsx';

/** Fetched with the first vote that is drawn, and else after the first screen. */
export const VoteCardPart = lazyPart(async () => (await import('./vote-card.tsx')).VoteCard);
const VoteOfMessagePart = lazyPart(async () => (await import('./vote-card.tsx')).VoteOfMessage);
const PARTS = [VoteCardPart, VoteOfMessagePart];

export function LaterVoteCard({ vote }: { vote: OwnVote }) {
  return (
    <OrPlain parts={PARTS} plain={<PlainVote {...vote} />}>
      <VoteCardPart vote={vote} />
    </OrPlain>
  );
}

/** The message that stands for a vote. */
export function LaterVoteOfMessage({ message }: { message: Pick<Message, 'id' | 'room_id' | 'content'> }) {
  return (
    <OrPlain parts={PARTS} plain={<PlainVote title={message.content} />}>
      <VoteOfMessagePart message={message} />
    </OrPlain>
  );
}
