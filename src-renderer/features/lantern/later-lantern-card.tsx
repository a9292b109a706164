import type { ComponentProps } from 'react';
import { lazyPart } from '../../ui/lazy.tsx';
import { OrPlain } from '../../ui/or-plain.tsx';
import { mainWords } from './lantern-in.ts';

/** Fetched with the first statement that is drawn, and else after the first screen. */
export const LanternCardPart = lazyPart(async () => (await import('./lantern-card.tsx')).LanternCard);
const PARTS = [LanternCardPart];

type CardProps = ComponentProps<typeof LanternCardPart>;

export function LaterLanternCard(props: CardProps) {
  return (
    <OrPlain parts={PARTS} plain={<PlainCard {...props} />}>
      <LanternCardPart {...props} />
    </OrPlain>
  );
}

/** The text of the statement, the largest part of the card. */
function PlainCard({ envelope }: CardProps) {
  return (
    <section className="mt-1 max-w-[560px] rounded-card border border-line bg-raise p-3.5">
      <p dir="auto" className="line-clamp-6 text-body text-ink wrap-anywhere">
        {mainWords(envelope)}
      </p>
    </section>
  );
}
