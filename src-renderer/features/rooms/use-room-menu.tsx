import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useRoom } from '../../sync/store.ts';
import { LaterMenu } from '../../ui/later-menu.tsx';
import { lazyPart } from '../../ui/lazy.tsx';
import { useContextMenu, type ContextMenuHandle } from '../../ui/use-context-menu.ts';

export const RoomMenuPart = lazyPart(async () => (await import('./room-menu.tsx')).RoomMenu);
const PARTS = [RoomMenuPart];

export function useRoomMenu(roomId: string): { bind: ContextMenuHandle['bind']; menu: ReactNode } {
  const { at, bind, close } = useContextMenu();
  const view = useRoom(roomId);
  const menu = at && view && (
    <LaterMenu key={`${at.left} ${at.top}`} parts={PARTS} at={at} onClose={close}>
      <RoomMenuPart view={view} at={at} onClose={close} />
    </LaterMenu>
  );
  return { bind, menu: menu && createPortal(menu, document.body) };
}
