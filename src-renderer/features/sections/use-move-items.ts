import { ArrowDown, ArrowUp, FolderInput, Star, StarOff } from 'lucide-react';
import type { RoomView } from '../../../src-shared/objects.ts';
import { FAVOURITES_ID } from '../../../src-shared/sidebar.ts';
import { useApp, useDialogActions } from '../../sync/store.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { movedTo, roomsOfSection } from './section-order.ts';
import { useSidebarCommand } from './use-sidebar-command.ts';

/** To move a room, or a direct room, in the sidebar. What a mouse can drag, keys and fingers do with these. */
export function useMoveItems(view: RoomView | undefined): MenuItem[] {
  const { openDialog } = useDialogActions();
  const run = useSidebarCommand();
  const { store } = useApp();
  if (!view?.membership || view.room.ephemeral || view.room.archived_at !== null) return [];
  const { id: room_id } = view.room;
  const { section_id } = view.membership;
  const isFavourite = section_id === FAVOURITES_ID;
  const { snapshot } = store.getState();
  const inSection = snapshot && section_id !== null ? roomsOfSection(snapshot, section_id) : [];
  const at = inSection.indexOf(room_id);
  const move = (position: number) => (): void =>
    run('arrange_section', { section_id: section_id ?? '', room_ids: movedTo(inSection, room_id, position) });
  const words = strings.rooms.sections;
  return [
    {
      icon: isFavourite ? StarOff : Star,
      label: isFavourite ? words.removeFavourite : words.addFavourite,
      onSelect: () => run('set_room_section', { room_id, section_id: isFavourite ? null : FAVOURITES_ID }),
    },
    ...(at > 0 ? [{ icon: ArrowUp, label: words.moveUp, onSelect: move(at - 1) }] : []),
    ...(at !== -1 && at < inSection.length - 1 ? [{ icon: ArrowDown, label: words.moveDown, onSelect: move(at + 1) }] : []),
    { icon: FolderInput, label: words.move, onSelect: () => openDialog({ kind: 'move-room', room_id }) },
  ];
}
