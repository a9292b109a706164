import clsx from 'clsx';
import { useState } from 'react';
import { picturePath, type Hue } from '../../../src-shared/profile.ts';
import { useConnection } from '../../sync/store.ts';
import { useAddress } from '../../sync/use-address.ts';
import { avatarGround, initialOf } from './avatar-look.ts';

export interface AvatarSubject {
  id: string;
  name: string;
  kind: 'person' | 'agent';
  /** Null: the one that follows from the id. */
  color?: Hue | null;
  /** A SHA-256; agents have none. */
  picture?: string | null;
}

export type PresenceTone = 'ok' | 'busy' | 'blocked' | 'off';

const SIZES = {
  20: 'size-5 text-[10px]',
  24: 'size-6 text-[11px]',
  28: 'size-7 text-meta',
  32: 'size-8 text-list',
  36: 'size-9 text-body',
  48: 'size-12 text-heading',
  72: 'size-18 text-display',
};
const CORNERS = {
  20: 'rounded-[5px]',
  24: 'rounded-[7px]',
  28: 'rounded-control',
  32: 'rounded-[9px]',
  36: 'rounded-[10px]',
  48: 'rounded-card',
  72: 'rounded-[18px]',
};

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
  const corners = of.kind === 'agent' ? CORNERS[size] : 'rounded-full';
  return (
    <span aria-hidden className={clsx('relative inline-flex shrink-0', SIZES[size], className)}>
      <span
        className={clsx(
          'relative flex size-full items-center justify-center overflow-hidden font-semibold text-white select-none',
          corners,
          avatarGround(of.id, of.color),
        )}
      >
        {initialOf(of.name)}
        {of.picture && <Picture key={of.picture} id={of.id} picture={of.picture} />}
      </span>
      {presence && <PresenceDot tone={presence} className={clsx('absolute -end-0.5 -bottom-0.5 ring-2', ring)} />}
    </span>
  );
}

/** Above the letter, which shows until the picture is loaded, or when that fails. */
function Picture({ id, picture }: { id: string; picture: string }) {
  const [isMissing, setIsMissing] = useState(false);
  const address = useAddress(picturePath({ id, picture }));
  if (isMissing || address === null) return null;
  return (
    <img
      src={address}
      alt=""
      draggable={false}
      decoding="async"
      onError={() => setIsMissing(true)}
      className="absolute inset-0 size-full object-cover"
    />
  );
}

const TONES: Record<PresenceTone, string> = {
  ok: 'bg-ok',
  busy: 'bg-busy',
  blocked: 'bg-coral',
  // Hollow, so that away and here differ in shape too.
  off: 'border-2 border-off bg-bg',
};

/** Has no label: a text beside it has to give the name. Off while the server is away, since no presence is known then. */
export function PresenceDot({ tone, className }: { tone: PresenceTone; className?: string }) {
  const shown = useConnection().state === 'live' ? tone : 'off';
  return <span aria-hidden data-presence={shown} className={clsx('inline-block size-2 shrink-0 rounded-full', TONES[shown], className)} />;
}
