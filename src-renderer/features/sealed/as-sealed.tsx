import clsx from 'clsx';
import { Lock, LockOpen, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { isForged, type Doubt } from '../../../src-shared/sealed-header.ts';
import { strings } from '../../strings/strings.ts';
import type { Readable, Shut as ShutBecause } from '../../sync/sealed/room-keys.ts';

/** Around every text that may be sealed: its doubts stand above it, and a reason takes its place when it stays shut. */
export function AsSealed({ read: { shut, doubts }, children }: { read: Readable<unknown>; children: ReactNode }) {
  if (shut !== null) return <Shut because={shut} />;
  return (
    <>
      <Doubts doubts={doubts} />
      {children}
    </>
  );
}

function Shut({ because }: { because: ShutBecause }) {
  const Icon = because === 'not_sealed' ? LockOpen : Lock;
  return (
    <p className={clsx('flex items-start gap-1.5 text-body italic', because === 'not_sealed' ? 'text-coral-ink' : 'text-ink-2')}>
      <Icon size={13} aria-hidden className="mt-1 shrink-0" />
      {strings.sealed.shut[because]}
    </p>
  );
}

/** The differences between the message as sealed and as the home sends it, in words. */
function Doubts({ doubts }: { doubts: readonly Doubt[] }) {
  if (doubts.length === 0) return null;
  const isAlarming = isForged(doubts);
  return (
    <ul className={clsx('flex max-w-[680px] flex-col', isAlarming ? 'text-list font-semibold text-coral-ink' : 'text-tiny text-ink-2')}>
      {doubts.map((doubt) => (
        <li
          key={doubt}
          title={doubt === 'author_not_proven' ? strings.sealed.doubtsTitle.author_not_proven : strings.sealed.doubtsTitle.others}
          className="flex items-start gap-1.5"
        >
          {isAlarming && <ShieldAlert size={13} aria-hidden className="mt-1 shrink-0" />}
          {strings.sealed.doubts[doubt]}
        </li>
      ))}
    </ul>
  );
}
