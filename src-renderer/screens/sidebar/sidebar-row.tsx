import clsx from 'clsx';
import { BellOff, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { unreadIn } from '../../../src-shared/notify/unread.ts';
import type { RoomView } from '../../../src-shared/objects.ts';
import { callsIn } from '../../features/rooms/sidebar-lists.ts';
import { useHasDraft } from '../../sync/store.ts';
import { countWord } from '../../sync/title.ts';
import { strings } from '../../strings/strings.ts';

interface RowLook {
  isSelected: boolean;
  isUnread: boolean;
  isMuted?: boolean;
  depth?: number;
}

export function rowClass({ isSelected, isUnread, isMuted = false, depth = 0 }: RowLook): string {
  return clsx(
    'flex h-8 w-full min-w-0 items-center gap-2 rounded-control pe-2 text-start text-list no-underline focus-visible:-outline-offset-2 tap:h-11 tap:text-body',
    ['ps-2', 'ps-6', 'ps-9', 'ps-12'][depth],
    isSelected
      ? 'bg-accent-soft font-semibold text-accent'
      : isUnread
        ? 'font-semibold text-ink hover:bg-line-2'
        : isMuted
          ? 'text-ink-3 hover:bg-line-2 hover:text-ink-2'
          : 'text-ink-2 hover:bg-line-2 hover:text-ink',
  );
}

export function RowText({ children }: { children: ReactNode }) {
  return <span className="min-w-0 flex-1 truncate">{children}</span>;
}

export function RowDetail({ children }: { children: ReactNode }) {
  return <span className="max-w-[45%] shrink-0 truncate text-meta font-normal text-ink-3">{children}</span>;
}

/** A room that calls for nothing. */
export function MutedSign() {
  return (
    <>
      <BellOff size={13} aria-hidden className="shrink-0" />
      <span className="sr-only">{strings.notify.room.muted}</span>
    </>
  );
}

/** Something is written there, and not sent. In the open room the words themselves are on the screen. */
export function DraftSign({ roomId }: { roomId: string }) {
  if (!useHasDraft(roomId)) return null;
  return (
    <>
      <Pencil size={13} aria-hidden className="shrink-0 text-ink-3" />
      <span className="sr-only">{strings.sidebar.hasDraft}</span>
    </>
  );
}

/** Messages for the user are solid, other unread ones outlined; the words beside the number are for screen readers. */
export function UnreadBadge({ view: { room, membership } }: { view: RoomView }) {
  if (!membership) return null;
  const calls = callsIn(room, membership);
  const words = calls > 0 && !room.direct ? strings.sidebar.mentions : strings.sidebar.unread;
  return <CountBadge unread={unreadIn(membership)} calls={calls} words={words} />;
}

/** `calls`: those of the unread messages that are for the user. `words`: behind the number, for screen readers. */
export function CountBadge({ unread, calls, words }: { unread: number; calls: number; words: string }) {
  if (unread === 0) return null;
  return (
    <span
      className={clsx(
        'flex h-[18px] min-w-[18px] shrink-0 items-center justify-center rounded-full px-1 text-tiny font-semibold',
        calls > 0 ? 'bg-coral-solid text-on-coral' : 'border border-line text-ink-2',
      )}
    >
      {countWord(calls > 0 ? calls : unread)}
      <span className="sr-only">{words}</span>
    </span>
  );
}
