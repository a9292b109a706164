import clsx from 'clsx';
import { avatarGround, initialOf } from './avatar-look.ts';

export interface AvatarSubject {
  id: string;
  name: string;
  kind: 'person' | 'agent';
}

export type PresenceTone = 'ok' | 'busy' | 'off';

const SIZES = {
  20: 'size-5 text-[10px]',
  24: 'size-6 text-[11px]',
  28: 'size-7 text-meta',
  32: 'size-8 text-list',
  36: 'size-9 text-body',
};
const CORNERS = { 20: 'rounded-[5px]', 24: 'rounded-[7px]', 28: 'rounded-control', 32: 'rounded-[9px]', 36: 'rounded-[10px]' };

interface AvatarProps {
  of: AvatarSubject;
  size?: keyof typeof SIZES;
  presence?: PresenceTone;
  /** The ground it lies on, for the ring around the dot. */
  ring?: 'ring-bg' | 'ring-panel' | 'ring-raise' | 'ring-accent-soft';
  className?: string;
}

/** People are round and agents are rounded squares. It says nothing to a screen reader: the name stands beside it. */
export function Avatar({ of, size = 32, presence, ring = 'ring-bg', className }: AvatarProps) {
  return (
    <span aria-hidden className={clsx('relative inline-flex shrink-0', SIZES[size], className)}>
      <span
        className={clsx(
          'flex size-full items-center justify-center font-semibold text-white select-none',
          of.kind === 'agent' ? CORNERS[size] : 'rounded-full',
          avatarGround(of.id),
        )}
      >
        {initialOf(of.name)}
      </span>
      {presence && <PresenceDot tone={presence} className={clsx('absolute -end-0.5 -bottom-0.5 ring-2', ring)} />}
    </span>
  );
}

const TONES: Record<PresenceTone, string> = {
  ok: 'bg-ok',
  busy: 'bg-busy',
  // Hollow, so that away and here differ in shape too.
  off: 'border-2 border-off bg-bg',
};

/** Says nothing by itself: whoever uses it alone puts words beside it. */
export function PresenceDot({ tone, className }: { tone: PresenceTone; className?: string }) {
  return <span aria-hidden data-presence className={clsx('inline-block size-2 shrink-0 rounded-full', TONES[tone], className)} />;
}
