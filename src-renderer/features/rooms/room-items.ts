import {
  Archive,
  ArchiveRestore,
  Bell,
  BellOff,
  CheckCheck,
  Download,
  Link2,
  LogOut,
  Pencil,
  Plus,
  Search,
  Trash2,
  UserPlus,
} from 'lucide-react';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { unreadIn } from '../../../src-shared/notify/unread.ts';
import type { Room, RoomView } from '../../../src-shared/objects.ts';
import { mayCreateRooms, mayDeleteRoom, mayEditRoom, mayManage } from '../../../src-shared/permissions.ts';
import { useMarkRead } from '../notify/use-mark-read.ts';
import { useIsMuted } from '../notify/use-muted.ts';
import { useSetLevel } from '../notify/use-room-level.ts';
import { usePlaceAddress } from '../../sync/own-home.ts';
import { factsOf } from '../../sync/room-facts.ts';
import { useDialogActions, useMe } from '../../sync/store.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';
import { offersAdding } from './offers-adding.ts';
import { useMoveItems } from '../sections/use-move-items.ts';
import { useArchive } from './use-archive.ts';

/** The actions on a room, for its menu. */
export function useRoomItems(view: RoomView): MenuItem[] {
  const { room } = view;
  const me = useMe();
  const { openDialog } = useDialogActions();
  const ofMember = useMemberItems(view);
  const moves = useMoveItems(view);
  const copies = useCopyLink(room);
  const changes = useChanges(room);
  const isOpen = room.archived_at === null;
  const items: MenuItem[] = [...ofMember, ...moves];
  items.push({ icon: Search, label: strings.finding.inThisRoom, onSelect: () => openDialog({ kind: 'search', room_id: room.id }) });
  if (offersAdding(me, factsOf(room)))
    items.push({ icon: UserPlus, label: strings.rooms.addToRoom, onSelect: () => openDialog({ kind: 'add-member', room_id: room.id }) });
  if (isOpen && !room.direct && mayCreateRooms(me))
    items.push({ icon: Plus, label: strings.rooms.newUnder, onSelect: () => openDialog({ kind: 'create-room', parent_id: room.id }) });
  items.push(...copies);
  if (mayManage(me) && !room.encrypted && !room.ephemeral)
    items.push({ icon: Download, label: strings.exporting.menu, onSelect: () => openDialog({ kind: 'export-room', room_id: room.id }) });
  items.push(...changes);
  if (view.membership && !room.direct)
    items.push({
      icon: LogOut,
      label: strings.members.leave,
      isDanger: true,
      onSelect: () => openDialog({ kind: 'remove-member', room_id: room.id, participant_id: me.id }),
    });
  return items;
}

function useMemberItems(view: RoomView): MenuItem[] {
  const { room, membership } = view;
  const isMuted = useIsMuted(membership);
  const setLevel = useSetLevel();
  const markRead = useMarkRead();
  if (!membership) return [];
  const items: MenuItem[] = [];
  if (unreadIn(membership) > 0) items.push({ icon: CheckCheck, label: strings.rooms.markRead, onSelect: () => markRead(view) });
  if (room.archived_at !== null) return items;
  const before = membership.notify_level === 'none' ? 'default' : membership.notify_level;
  items.push(
    isMuted
      ? { icon: Bell, label: strings.notify.room.unmute, onSelect: () => setLevel(room.id, before) }
      : { icon: BellOff, label: strings.rooms.mute, onSelect: () => setLevel(room.id, 'none') },
  );
  return items;
}

function useCopyLink(room: Room): MenuItem[] {
  const toast = useToast();
  const addressOf = usePlaceAddress();
  const { copyLink, linkCopied, notCopied } = strings.actions;
  const copy = (): void => {
    void copyText(addressOf({ room_id: room.id, seq: null })).then((isCopied) => toast({ text: isCopied ? linkCopied : notCopied }));
  };
  return [{ icon: Link2, label: copyLink, onSelect: copy }];
}

function useChanges(room: Room): MenuItem[] {
  const me = useMe();
  const { openDialog } = useDialogActions();
  const archive = useArchive();
  if (!mayEditRoom(me, room)) return [];
  const items: MenuItem[] = [
    { icon: Pencil, label: strings.rooms.edit, onSelect: () => openDialog({ kind: 'edit-room', room_id: room.id }) },
  ];
  if (room.id === LOBBY_ID) return items;
  const isArchived = room.archived_at !== null;
  items.push({
    icon: isArchived ? ArchiveRestore : Archive,
    label: isArchived ? strings.rooms.bringBack : strings.rooms.archive,
    onSelect: () => archive(room, !isArchived),
  });
  if (mayDeleteRoom(me, room))
    items.push({
      icon: Trash2,
      label: strings.deletion.menu,
      isDanger: true,
      onSelect: () => openDialog({ kind: 'delete-room', room_id: room.id }),
    });
  return items;
}
