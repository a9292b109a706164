import clsx from 'clsx';
import { ShieldAlert } from 'lucide-react';
import { isForged, type Doubt } from '../../src-shared/sealed-header.ts';
import { words } from '../words/words.ts';

/** Over a sealed message: where the home's account of it differs from what was sealed, in words. */
export function Doubts({ doubts }: { doubts: readonly Doubt[] }) {
  if (doubts.length === 0) return null;
  const isAlarming = isForged(doubts);
  return (
    <ul className={clsx('flex max-w-[680px] flex-col', isAlarming ? 'text-list font-semibold text-coral-ink' : 'text-tiny text-ink-2')}>
      {doubts.map((doubt) => (
        <li
          key={doubt}
          title={doubt === 'author_not_proven' ? words.sealed.doubtsTitle.author_not_proven : words.sealed.doubtsTitle.others}
          className="flex items-center gap-1.5"
        >
          {isAlarming && <ShieldAlert size={13} aria-hidden className="shrink-0" />}
          {words.sealed.doubts[doubt]}
        </li>
      ))}
    </ul>
  );
}
