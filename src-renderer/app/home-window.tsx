// The window of a home: the sidebar, the room on the screen, and the panel at its end.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { LOBBY_ID } from '../../src-shared/ids.ts';
import { ConnectionBar } from '../features/connection/connection-bar.tsx';
import { MovedBar } from '../features/connection/moved-bar.tsx';
import { OutdatedBar } from '../features/connection/outdated-bar.tsx';
import { Dialogs } from './dialogs.tsx';
import { Sidebar } from '../screens/sidebar/sidebar.tsx';
import { isFirstVisit, startingRoom } from './routing.ts';
import { useActions, useApp, useHomeState } from '../sync/store.ts';
import { NoRoom } from '../screens/room/no-room.tsx';
import { RoomPage } from '../screens/room/room-page.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { ErrorFallback } from '../ui/error-fallback.tsx';
import { NARROW, useMediaQuery } from '../ui/use-media-query.ts';
import { useSwipeAway } from '../ui/use-swipe-away.ts';
import { useScreenFocus } from './use-screen-focus.ts';
import { useShortcuts } from './use-shortcuts.ts';

export function HomeWindow() {
  const { layout } = useApp();
  const place = useHomeState((state) => state.place);
  const isSidebarHidden = useStore(layout, (state) => state.isSidebarHidden);
  const isNarrow = useMediaQuery(NARROW);
  const [isSwiping, setIsSwiping] = useState(false);
  const isListShown = isNarrow ? place === null || isSwiping : !isSidebarHidden;
  useStartingRoom(isNarrow);
  useShortcuts();
  useScreenFocus(isNarrow, place?.room_id ?? null);
  return (
    <div className="flex h-(--app-height) flex-col overflow-clip ps-[env(safe-area-inset-left)] pe-[env(safe-area-inset-right)] pt-[env(safe-area-inset-top)]">
      <ConnectionBar />
      <OutdatedBar />
      <MovedBar />
      <div className="relative flex min-h-0 flex-1">
        {isListShown && (
          <div inert={isSwiping} className={isNarrow ? 'flex min-w-0 flex-1' : 'contents'}>
            <Sidebar isScreen={isNarrow} />
          </div>
        )}
        {place ? (
          <RoomScreen isNarrow={isNarrow} onSwiping={setIsSwiping}>
            <ErrorBoundary key={place.room_id} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
              <RoomPage roomId={place.room_id} />
            </ErrorBoundary>
          </RoomScreen>
        ) : (
          !isNarrow && <NoRoom />
        )}
      </div>
      <Dialogs />
    </div>
  );
}

interface RoomScreenProps {
  isNarrow: boolean;
  onSwiping: (isSwiping: boolean) => void;
  children: ReactNode;
}

/** In a narrow window it lies on the list of rooms, and is swiped away to get back to it. */
function RoomScreen({ isNarrow, onSwiping, children }: RoomScreenProps) {
  const { leaveRoom } = useActions();
  const screen = useRef<HTMLDivElement>(null);
  useSwipeAway(screen, {
    isOn: isNarrow,
    towards: 'end',
    onBegin: () => onSwiping(true),
    onBack: () => onSwiping(false),
    onAway: () => {
      onSwiping(false);
      leaveRoom();
    },
  });
  return (
    <div
      ref={screen}
      data-swipes={isNarrow || undefined}
      className={isNarrow ? 'absolute inset-0 z-10 flex animate-sheet-in bg-bg shadow-float' : 'contents'}
    >
      {children}
    </div>
  );
}

/** A narrow window starts with the list, except for a new member. A wide one starts in a room. */
function useStartingRoom(isNarrow: boolean): void {
  const { store } = useApp();
  const { goTo } = useActions();
  const isNowhere = useHomeState(({ place }) => place === null);
  useEffect(() => {
    if (!isNowhere || (isNarrow && !isFirstVisit(localStorage))) return;
    const roomId = startingRoom(store.getState(), localStorage, LOBBY_ID);
    if (roomId !== null) goTo({ room_id: roomId, seq: null }, { replaces: !isNarrow });
  }, [isNowhere, isNarrow, store, goTo]);
}
