import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { dropAt, type Dragged, type Drop, type List, type Over } from './drop-place.ts';
import { useSidebarCommand } from './use-sidebar-command.ts';

interface SidebarDropProps {
  dragged: Dragged;
  lists: readonly List[];
  /** The element with the lists. */
  nav: HTMLElement;
}

/** While something of the sidebar is dragged: shows where it would land, and moves it there. */
export function SidebarDrop({ dragged, lists, nav }: SidebarDropProps) {
  const run = useSidebarCommand();
  const [line, setLine] = useState<Line | null>(null);
  const latest = useRef({ lists, run });
  latest.current = { lists, run };
  useEffect(() => {
    const dropOf = (event: DragEvent): { drop: Drop; place: Place } | null => {
      const place = placeUnder(event);
      const drop = place && dropAt(dragged, place.over, latest.current.lists);
      return drop && { drop, place };
    };
    const onOver = (event: DragEvent): void => {
      const found = dropOf(event);
      setLine(found && lineAt(found.place));
      if (!found) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
    };
    const onDrop = (event: DragEvent): void => {
      const found = dropOf(event);
      setLine(null);
      if (!found) return;
      event.preventDefault();
      move(found.drop, latest.current.run);
    };
    const onLeave = ({ relatedTarget }: DragEvent): void => {
      if (!(relatedTarget instanceof Node && nav.contains(relatedTarget))) setLine(null);
    };
    nav.addEventListener('dragover', onOver);
    nav.addEventListener('drop', onDrop);
    nav.addEventListener('dragleave', onLeave);
    return () => {
      nav.removeEventListener('dragover', onOver);
      nav.removeEventListener('drop', onDrop);
      nav.removeEventListener('dragleave', onLeave);
    };
  }, [dragged, nav]);
  return (
    line &&
    createPortal(<div aria-hidden style={line} className="pointer-events-none fixed z-20 h-0.5 rounded-full bg-accent" />, document.body)
  );
}

function move(drop: Drop, run: ReturnType<typeof useSidebarCommand>): void {
  switch (drop.kind) {
    case 'order':
      return run('arrange_section', { section_id: drop.section_id, room_ids: drop.room_ids });
    case 'remove':
      return run('set_room_section', { room_id: drop.room_id, section_id: null });
    case 'section':
      return run('update_section', { section_id: drop.section_id, position: drop.position });
  }
}

interface Place {
  over: Over;
  element: HTMLElement;
}

function placeUnder({ target, clientY }: DragEvent): Place | null {
  const list = target instanceof Element ? target.closest<HTMLElement>('[data-list]') : null;
  if (!list || !(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>('[data-row]');
  const element = row ?? list;
  const { top, height } = element.getBoundingClientRect();
  const over = { listId: list.dataset['list'] ?? '', row: row?.dataset['row'] ?? null, isAfter: clientY > top + height / 2 };
  return { over, element };
}

interface Line {
  left: number;
  top: number;
  width: number;
}

function lineAt({ over, element }: Place): Line {
  const { left, top, bottom, width } = element.getBoundingClientRect();
  return { left, width, top: (over.isAfter ? bottom : top) - 1 };
}
