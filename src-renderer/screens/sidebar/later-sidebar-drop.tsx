import { useState, type DragEvent, type ReactNode } from 'react';
import type { Dragged } from '../../features/sections/drop-place.ts';
import type { SidebarList } from '../../features/rooms/sidebar-lists.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const SidebarDropPart = lazyPart(async () => (await import('../../features/sections/sidebar-drop.tsx')).SidebarDrop);
const PARTS = [SidebarDropPart];

interface SidebarDrag {
  /** For the element with the lists. */
  bind: { onDragStart(event: DragEvent<HTMLElement>): void; onDragEnd(): void };
  drop: ReactNode;
}

/** Rooms, people and sections of the sidebar can be dragged with a mouse. Their menus do the same. */
export function useSidebarDrag(lists: readonly SidebarList[]): SidebarDrag {
  const [dragging, setDragging] = useState<{ dragged: Dragged; nav: HTMLElement } | null>(null);
  return {
    bind: {
      onDragStart({ target, currentTarget: nav }) {
        const element = target instanceof Element ? target.closest<HTMLElement>('[data-row],[data-list]') : null;
        const { row, list } = element?.dataset ?? {};
        const id = row ?? list;
        if (id !== undefined) setDragging({ dragged: { kind: row === undefined ? 'section' : 'room', id }, nav });
      },
      onDragEnd: () => setDragging(null),
    },
    drop: dragging && (
      <LazyBoundary parts={PARTS} fallback={() => null}>
        <SidebarDropPart {...dragging} lists={lists} />
      </LazyBoundary>
    ),
  };
}
