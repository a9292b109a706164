import { ArrowDownAZ, Clock, Eye, FolderInput, FolderPlus, Inbox } from 'lucide-react';
import { useMemo } from 'react';
import { useSidebarCommand } from '../sections/use-sidebar-command.ts';
import { useApp, useHomeState, useRoom, useSnapshot } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import type { PaletteAction } from './palette-entries.ts';

/** How the sidebar lists rooms. */
export function useSidebarActions(): PaletteAction[] {
  const { order, unread_only } = useSnapshot((snapshot) => snapshot.sidebar);
  const { dialogs } = useApp();
  const run = useSidebarCommand();
  const roomId = useHomeState(({ place }) => place?.room_id ?? null);
  const view = useRoom(roomId);
  const isMovable = view !== undefined && view.membership !== null && !view.room.ephemeral && view.room.archived_at === null;
  return useMemo(() => {
    const words = strings.palette.sidebar;
    const actions: PaletteAction[] = [
      order === 'name'
        ? { name: words.byRecent, icon: Clock, run: () => run('set_sidebar', { order: 'recent' }) }
        : { name: words.byName, icon: ArrowDownAZ, run: () => run('set_sidebar', { order: 'name' }) },
      {
        name: unread_only ? words.showAll : words.unreadOnly,
        icon: unread_only ? Eye : Inbox,
        run: () => run('set_sidebar', { unread_only: !unread_only }),
      },
      { name: words.newSection, icon: FolderPlus, run: () => dialogs.setState({ dialog: { kind: 'section' } }) },
    ];
    if (isMovable && roomId !== null)
      actions.push({
        name: words.move,
        icon: FolderInput,
        run: () => dialogs.setState({ dialog: { kind: 'move-room', room_id: roomId } }),
      });
    return actions;
  }, [order, unread_only, roomId, isMovable, run, dialogs]);
}
