import { Plus, Timer } from 'lucide-react';
import clsx from 'clsx';
import { useMemo } from 'react';
import { useIsMuted } from '../../features/notify/use-muted.ts';
import { mayCreateRooms } from '../../../src-shared/permissions.ts';
import { useDialogActions, useHomeState, useMe, useRooms } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { useIsFoldedAway } from './fold.ts';
import { MoreRows } from './more-rows.tsx';
import { roomIcon } from '../../features/rooms/room-icon.ts';
import { roomTree, type RoomRow } from '../../features/rooms/room-tree.ts';
import { useRoomMenu } from '../../features/rooms/use-room-menu.tsx';
import { Section } from './section.tsx';
import { MutedSign, RowText, rowClass, UnreadBadge } from './sidebar-row.tsx';
import { usePlaceLink } from './use-place-link.ts';

export function RoomList() {
  const rooms = useRooms();
  const tree = useMemo(() => roomTree(rooms), [rooms]);
  const me = useMe();
  const { openDialog } = useDialogActions();
  const action = { icon: Plus, label: strings.sidebar.makeRoom, onClick: () => openDialog({ kind: 'create-room' }) };
  return (
    <Section id="rooms" title={strings.sidebar.rooms} action={mayCreateRooms(me) ? action : undefined}>
      {tree.open.map((row) => (
        <RoomItem key={row.view.room.id} row={row} />
      ))}
      {tree.archived.length > 0 && (
        <MoreRows title={strings.sidebar.archived(tree.archived.length)}>
          {tree.archived.map((row) => (
            <RoomItem key={row.view.room.id} row={row} />
          ))}
        </MoreRows>
      )}
    </Section>
  );
}

function RoomItem({ row: { view, depth } }: { row: RoomRow }) {
  const { room, membership } = view;
  const isSelected = useHomeState(({ place }) => place?.room_id === room.id);
  const isMuted = useIsMuted(membership);
  const link = usePlaceLink();
  const { bind, menu } = useRoomMenu(room.id);
  const isUnread = !isMuted && (membership?.unread ?? 0) > 0;
  const Icon = roomIcon(room, depth);
  if (useIsFoldedAway({ isSelected, isUnread })) return null;
  return (
    <li>
      <a
        {...link(room.id)}
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
        {isMuted ? <MutedSign /> : <UnreadBadge membership={membership} />}
      </a>
      {menu}
    </li>
  );
}
