import { FolderInput, Star, StarOff } from 'lucide-react';
import type { RoomView } from '../../../src-shared/objects.ts';
import { FAVOURITES_ID } from '../../../src-shared/sidebar.ts';
import { useDialogActions } from '../../sync/store.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useSidebarCommand } from './use-sidebar-command.ts';

/** To move a room, or a direct room, in the sidebar. */
export function useMoveItems(view: RoomView | undefined): MenuItem[] {
  const { openDialog } = useDialogActions();
  const run = useSidebarCommand();
  if (!view?.membership || view.room.ephemeral || view.room.archived_at !== null) return [];
  const { id: room_id } = view.room;
  const isFavourite = view.membership.section_id === FAVOURITES_ID;
  const words = strings.rooms.sections;
  return [
    {
      icon: isFavourite ? StarOff : Star,
      label: isFavourite ? words.removeFavourite : words.addFavourite,
      onSelect: () => run('set_room_section', { room_id, section_id: isFavourite ? null : FAVOURITES_ID }),
    },
    { icon: FolderInput, label: words.move, onSelect: () => openDialog({ kind: 'move-room', room_id }) },
  ];
}
