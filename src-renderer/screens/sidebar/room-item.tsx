import clsx from 'clsx';
import { Timer } from 'lucide-react';
import { unreadIn } from '../../../src-shared/notify/unread.ts';
import { useIsMuted } from '../../features/notify/use-muted.ts';
import { roomIcon } from '../../features/rooms/room-icon.ts';
import { useRoomMenu } from '../../features/rooms/use-room-menu.tsx';
import { useHomeState, useRoom } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { DraftSign, MutedSign, RowText, rowClass, UnreadBadge } from './sidebar-row.tsx';
import { usePlaceLink } from './use-place-link.ts';

export function RoomItem({ id, depth }: { id: string; depth: number }) {
  const view = useRoom(id);
  const isSelected = useHomeState(({ place }) => place?.room_id === id);
  const isMuted = useIsMuted(view?.membership);
  const link = usePlaceLink();
  const { bind, menu } = useRoomMenu(id);
  if (!view) return null;
  const { room, membership } = view;
  const isUnread = !isMuted && membership !== null && unreadIn(membership) > 0;
  const Icon = roomIcon(room, depth);
  return (
    <li data-row={id}>
      <a
        {...link(id)}
        {...bind}
        aria-current={isSelected ? 'page' : undefined}
        className={rowClass({ isSelected, isUnread, isMuted, depth })}
      >
        <Icon size={15} aria-hidden className={clsx('shrink-0', !isSelected && 'text-ink-3')} />
        <RowText>{room.name}</RowText>
        {room.encrypted && <span className="sr-only">{strings.sidebar.isSealed}</span>}
        {room.visibility === 'private' && <span className="sr-only">{strings.sidebar.isPrivate}</span>}
        {room.ephemeral && (
          <>
            <Timer size={13} aria-hidden className="shrink-0 text-ink-3" />
            <span className="sr-only">{strings.sidebar.isEphemeral}</span>
          </>
        )}
        {!isSelected && <DraftSign roomId={id} />}
        {isMuted ? <MutedSign /> : <UnreadBadge view={view} />}
      </a>
      {menu}
    </li>
  );
}
