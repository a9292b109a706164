import type { ComponentProps } from 'react';
import { lazyPart } from '../../ui/lazy.tsx';
import { OrPlain } from '../../ui/or-plain.tsx';
import { LongText } from './long-text.tsx';

/** Fetched with the first forwarded message, and else after the first screen. */
export const ForwardedCardPart = lazyPart(async () => (await import('./forwarded-card.tsx')).ForwardedCard);
const PARTS = [ForwardedCardPart];

export function LaterForwardedCard(props: ComponentProps<typeof ForwardedCardPart>) {
  const { message, people } = props;
  const plain = <LongText id={message.id} text={message.content} people={people} />;
  return (
    <OrPlain parts={PARTS} plain={plain}>
      <ForwardedCardPart {...props} />
    </OrPlain>
  );
}
