import clsx from 'clsx';
import type { ReactNode } from 'react';

export type TagTone = 'agent' | 'guest' | 'leader' | 'pending' | 'danger' | 'quiet';

const TONES: Record<TagTone, string> = {
  agent: 'bg-violet-soft text-violet-ink',
  guest: 'bg-accent-soft text-accent',
  leader: 'bg-amber-soft text-amber-ink',
  pending: 'bg-amber-soft text-amber-ink',
  danger: 'bg-coral-soft text-coral-ink',
  quiet: 'bg-line-2 text-ink-2',
};

export function Tag({ tone, children }: { tone: TagTone; children: ReactNode }) {
  return (
    <span className={clsx('inline-flex shrink-0 items-center rounded-tag px-1.5 text-tiny font-semibold whitespace-nowrap', TONES[tone])}>
      {children}
    </span>
  );
}
