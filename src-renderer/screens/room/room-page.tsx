import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Message } from '../../../src-shared/objects.ts';
import { Composer } from '../../features/composer/composer.tsx';
import { useDraftDesk } from '../../features/composer/use-draft.ts';
import { LaterPausedBar } from '../../features/rooms/later-paused-bar.tsx';
import { writingState } from '../../features/rooms/writing-state.ts';
import { LaterElectionBar } from '../../features/coordination/later-election-bar.tsx';
import { DropZone } from '../../features/files/drop-zone.tsx';
import { ViewerProvider } from '../../features/files/viewer-provider.tsx';
import { LaterRoomSearch } from '../../features/search/later-room-search.tsx';
import { useRoomSearch } from '../../features/search/use-room-search.ts';
import { RoomPanel } from './room-panel.tsx';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { useSecret } from '../../sync/sealed/use-sealed.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { shownThread } from '../../sync/home-state.ts';
import { useActions, useApp, useHomeState, useMe, useRoomFacts } from '../../sync/store.ts';
import { NO_ROOM_FOR_PANEL, useMediaQuery } from '../../ui/use-media-query.ts';
import { LaterDeleteDialog } from '../../features/timeline/later-dialogs.tsx';
import { LaterLostRoom } from './later-lost-room.tsx';
import { MissingRoom } from './missing-room.tsx';
import { RoomHeader } from './room-header.tsx';
import { RoomUiContext, type RoomUi } from '../../features/timeline/room-ui.ts';
import { LaterThread } from '../../features/threads/later-threads.tsx';
import { Timeline } from '../../features/timeline/timeline.tsx';
import { TypingLine } from '../../features/timeline/typing-line.tsx';

export function RoomPage({ roomId }: { roomId: string }) {
  const room = useRoomFacts(roomId);
  // A room that lives in memory and was on this page has ended; of others nothing is known.
  const [seenEphemeral, setSeenEphemeral] = useState<string | null>(null);
  if (room?.ephemeral && seenEphemeral !== roomId) setSeenEphemeral(roomId);
  const lost = useHomeState((state) => state.lost[roomId]);
  if (room) return <OpenRoom room={room} />;
  return lost ? <LaterLostRoom lost={lost} /> : <MissingRoom hasEnded={seenEphemeral === roomId} />;
}

/** Drawn again neither with a key nor with a message: what shows those looks for itself. */
function OpenRoom({ room }: { room: RoomFacts }) {
  const me = useMe();
  const at = useMemo(() => ({ room_id: room.id, thread_id: null }), [room.id]);
  const desk = useDraftDesk(room, at);
  const opened = useRef(new Set<string>());
  const [deleting, setDeleting] = useState<Readable<Message> | null>(null);
  const threadId = useHomeState(shownThread);
  const panel = usePanel(threadId !== null);
  const search = useRoomSearch();
  const hasKey = useSecret(room.id) !== undefined;
  const canWrite = writingState(room, me).canWrite && (hasKey || !room.encrypted);
  const { reply, edit, focus: focusField } = desk;
  const ui = useMemo(
    (): RoomUi => ({ room, at, canWrite, reply, edit, focusField, askDelete: setDeleting, opened: opened.current }),
    [room, at, canWrite, reply, edit, focusField],
  );
  return (
    <RoomUiContext value={ui}>
      <ViewerProvider>
        <DropZone room={room} at={at} isOpen={canWrite}>
          <RoomHeader room={room} isPanelOpen={panel.isOpen} onTogglePanel={panel.toggle} onSearch={search.open} />
          {search.round > 0 && <LaterRoomSearch room={room} round={search.round} onClose={search.close} />}
          <Timeline at={at} />
          <TypingLine room={room} />
          {room.agents_paused && canWrite && <LaterPausedBar room={room} />}
          <LaterElectionBar room={room} />
          <Composer room={room} desk={desk} />
        </DropZone>
        {panel.isOpen && <RoomPanel room={room} isSheet={panel.isSheet} onClose={panel.toggle} />}
        {threadId !== null && <LaterThread key={threadId} threadId={threadId} isSheet={panel.isSheet} />}
        {deleting && <LaterDeleteDialog message={deleting} onClose={() => setDeleting(null)} />}
      </ViewerProvider>
    </RoomUiContext>
  );
}

/**
 * Beside the timeline where there is room, remembered; else a sheet, which opens only when asked for. A thread takes its place there:
 * to ask for the panel closes the thread.
 */
function usePanel(isThreadOpen: boolean): { isOpen: boolean; isSheet: boolean; toggle: () => void } {
  const { layout } = useApp();
  const { showThread } = useActions();
  const isPanelOpen = useStore(layout, (state) => state.isPanelOpen);
  const isSheet = useMediaQuery(NO_ROOM_FOR_PANEL);
  const isSheetOpen = useStore(layout, (state) => state.isSheetOpen);
  useEffect(() => () => layout.setState({ isSheetOpen: false }), [layout]);
  if (isSheet) return { isOpen: isSheetOpen, isSheet, toggle: () => layout.setState({ isSheetOpen: !isSheetOpen }) };
  const isOpen = isPanelOpen && !isThreadOpen;
  const toggle = (): void => {
    if (isThreadOpen) showThread(null);
    layout.setState({ isPanelOpen: !isOpen });
  };
  return { isOpen, isSheet, toggle };
}
