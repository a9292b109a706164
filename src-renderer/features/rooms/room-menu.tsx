import type { RoomView } from '../../../src-shared/objects.ts';
import { ContextMenu, type ContextMenuProps } from '../../ui/context-menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useRoomItems } from './room-items.ts';

interface RoomMenuProps extends Pick<ContextMenuProps, 'at' | 'onClose'> {
  view: RoomView;
}

export function RoomMenu({ view, at, onClose }: RoomMenuProps) {
  return <ContextMenu label={strings.rooms.actionsFor(view.room.name)} items={useRoomItems(view)} at={at} onClose={onClose} />;
}
