import { ArrowDown, ArrowUp, Clock, Eye, FolderPlus, Inbox, Pencil, SortAsc, Trash2 } from 'lucide-react';
import type { RoomOrder } from '../../../src-shared/sidebar.ts';
import { useDialogActions, useSnapshot } from '../../sync/store.ts';
import { ContextMenu, type ContextMenuProps } from '../../ui/context-menu.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useSidebarCommand } from './use-sidebar-command.ts';

interface SectionMenuProps extends Pick<ContextMenuProps, 'label' | 'at' | 'onClose'> {
  /** `rooms`, or the id of a section. */
  sectionId: string;
}

export function SectionMenu({ sectionId, ...rest }: SectionMenuProps) {
  const ofRooms = useRoomsItems();
  const ofSection = useSectionItems(sectionId);
  return <ContextMenu {...rest} items={sectionId === 'rooms' ? ofRooms : ofSection} />;
}

/** How the rooms are listed. */
function useRoomsItems(): MenuItem[] {
  const { order, unread_only } = useSnapshot((snapshot) => snapshot.sidebar);
  const { openDialog } = useDialogActions();
  const run = useSidebarCommand();
  const words = strings.rooms.sections;
  const ordered = (by: RoomOrder): Pick<MenuItem, 'isChecked' | 'onSelect'> => ({
    isChecked: order === by,
    onSelect: () => run('set_sidebar', { order: by }),
  });
  return [
    { icon: SortAsc, label: words.byName, ...ordered('name') },
    { icon: Clock, label: words.byRecent, ...ordered('recent') },
    {
      icon: unread_only ? Eye : Inbox,
      label: unread_only ? words.showAll : words.unreadOnly,
      onSelect: () => run('set_sidebar', { unread_only: !unread_only }),
    },
    { icon: FolderPlus, label: words.create, onSelect: () => openDialog({ kind: 'section' }) },
  ];
}

function useSectionItems(sectionId: string): MenuItem[] {
  const { sections } = useSnapshot((snapshot) => snapshot.sidebar);
  const { openDialog } = useDialogActions();
  const run = useSidebarCommand();
  const words = strings.rooms.sections;
  const at = sections.findIndex(({ id }) => id === sectionId);
  const move = (position: number) => (): void => run('update_section', { section_id: sectionId, position });
  const items: MenuItem[] = [{ icon: Pencil, label: words.rename, onSelect: () => openDialog({ kind: 'section', section_id: sectionId }) }];
  if (at > 0) items.push({ icon: ArrowUp, label: words.moveUp, onSelect: move(at - 1) });
  if (at < sections.length - 1) items.push({ icon: ArrowDown, label: words.moveDown, onSelect: move(at + 1) });
  items.push({
    icon: Trash2,
    label: words.delete,
    isDanger: true,
    onSelect: () => openDialog({ kind: 'delete-section', section_id: sectionId }),
  });
  return items;
}
