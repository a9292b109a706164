import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp, useDialogActions, useHomeState } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { HomeHeader } from './home-header.tsx';
import { MeFoot } from './me-foot.tsx';
import type { SidebarList } from '../../features/rooms/sidebar-lists.ts';
import { LaterApprovalsRow } from './later-approvals-row.tsx';
import { LaterCallPills } from './later-call-pills.tsx';
import { useSidebarDrag } from './later-sidebar-drop.tsx';
import { Lists } from './lists.tsx';
import { useSidebarLists } from './use-sidebar-lists.ts';
import { ResizeHandle } from './resize-handle.tsx';
import { SavedRow } from './saved-row.tsx';
import { ScheduledRow } from './scheduled-row.tsx';
import { ThreadsRow } from './threads-row.tsx';
import { ScrollerContext, useScroller, type Scroller } from '../../ui/virtual-rows.tsx';
import { shortcutWord } from '../../ui/shortcut.ts';

/** `isScreen`: it is all there is on a narrow window. */
export function Sidebar({ isScreen }: { isScreen: boolean }) {
  const { layout } = useApp();
  const width = useStore(layout, (state) => state.sidebarWidth);
  const Root = isScreen ? 'main' : 'aside';
  return (
    <Root
      data-part
      aria-label={strings.sidebar.home}
      style={isScreen ? undefined : { width: `min(${width / 16}rem, max(${width}px, 26vw))` }}
      className={isScreen ? 'flex min-w-0 flex-1 flex-col bg-panel' : 'relative flex shrink-0 flex-col border-e border-line bg-panel'}
    >
      <HomeHeader />
      <JumpBox />
      <Navigation />
      <MeFoot />
      {!isScreen && <ResizeHandle />}
    </Root>
  );
}

function Navigation() {
  const scroller = useScroller();
  const lists = useSidebarLists();
  const openRoomId = useHomeState(({ place }) => place?.room_id ?? null);
  const { bind, drop } = useSidebarDrag(lists);
  useKeptScroll(scroller);
  useOpenRowInSight(scroller, lists, openRoomId);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <nav
        {...bind}
        ref={scroller.ref}
        aria-label={strings.sidebar.lists}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4"
      >
        <div>
          <ScrollerContext value={scroller}>
            <div className="pt-2 empty:hidden">
              <LaterApprovalsRow />
              <ThreadsRow />
              <SavedRow />
              <ScheduledRow />
            </div>
            <Lists lists={lists} />
          </ScrollerContext>
        </div>
      </nav>
      {drop}
      <LaterCallPills lists={lists} openRoomId={openRoomId} scroller={scroller} />
    </div>
  );
}

/** Where the list was: a phone takes it away while a room is open. */
let keptTop = 0;

function useKeptScroll(scroller: Scroller): void {
  const [top] = useState(() => keptTop);
  useEffect(() => {
    const frame = requestAnimationFrame(() => scroller.element()?.scrollTo(0, top));
    const end = scroller.subscribe(() => {
      keptTop = scroller.element()?.scrollTop ?? keptTop;
    });
    return () => {
      cancelAnimationFrame(frame);
      end();
    };
  }, [scroller, top]);
}

/** The keys from room to room, and links, lead to rows that may be scrolled away. */
function useOpenRowInSight(scroller: Scroller, lists: readonly SidebarList[], openRoomId: string | null): void {
  const openRow = lists.flatMap(({ rows, more }) => [...rows, ...more]).find(({ roomId }) => roomId !== null && roomId === openRoomId)?.id;
  useEffect(() => {
    if (openRow === undefined) return;
    const frame = requestAnimationFrame(() => scroller.show(openRow));
    return () => cancelAnimationFrame(frame);
  }, [scroller, openRow]);
}

function JumpBox() {
  const { openDialog } = useDialogActions();
  return (
    <div className="px-3 pt-1">
      <button
        type="button"
        onClick={() => openDialog({ kind: 'jump' })}
        className="flex h-8 w-full items-center gap-2 rounded-control border border-line bg-raise px-2.5 text-start text-list text-ink-3 hover:text-ink-2 tap:h-11"
      >
        <Search size={15} aria-hidden className="shrink-0" />
        <span className="flex-1 truncate">{strings.sidebar.jump}</span>
        <kbd className="rounded-tag border border-line px-1 font-sans text-tiny max-sm:hidden">{shortcutWord('jump')}</kbd>
      </button>
    </div>
  );
}
