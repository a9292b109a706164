import { CircleAlert } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { Place } from '../../../src-shared/deep-link.ts';
import type { HomeState } from '../../sync/home-state.ts';
import { useActions, useApp, useBoard, useConnection, useHomeState } from '../../sync/store.ts';
import { isLost } from '../../sync/timeline.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/strings.ts';
import { EmptyRoom } from './empty-room.tsx';
import { MessageList } from './message-list.tsx';

/** With more messages than this after the last one that was read the room opens at the first of them, not at the newest page. */
const UNREAD_IN_FIRST_PAGE = 50;

/** The messages of a room, or what stands in for them. */
export function Timeline({ roomId }: { roomId: string }) {
  const place = useHomeState((state) => state.place);
  const timeline = useHomeState((state) => state.timelines[roomId]);
  const hasPending = useHomeState(({ outbox }) => outbox.some((item) => item.room_id === roomId));
  const board = useBoard(roomId);
  const retry = useOpening(roomId);
  const { isForEnd, loadEnd } = useEnd(roomId);

  const load = timeline?.load;
  const isEmpty = timeline === undefined || timeline.messages.length === 0;
  if (load?.state === 'failed' && isEmpty) return <Failed reason={load.message} onRetry={retry} />;
  if (timeline?.reachesEnd && isEmpty && !hasPending && board.votes.length + board.tasks.length === 0) return <EmptyRoom roomId={roomId} />;
  const isOpening =
    timeline === undefined || (isEmpty && !timeline.reachesEnd) || (load?.state === 'loading' && load.direction === 'around');
  if (isOpening) return <Loading />;
  return <MessageList roomId={roomId} timeline={timeline} place={place} isForEnd={isForEnd(place)} loadEnd={loadEnd} />;
}

/** Opens the room's window when it comes on the screen, when another place in it is asked for, and when the home is back. */
function useOpening(roomId: string): () => void {
  const { store } = useApp();
  const { openTimeline, closeTimeline, refreshTimeline } = useActions();
  const place = useHomeState((state) => state.place);
  const isLive = useConnection().state === 'live';
  const isUnopened = useHomeState(({ timelines: { [roomId]: there } }) => there === undefined || isLost(there));
  const mustOpen = isUnopened && isLive;
  const snapshotGeneration = useHomeState((state) => state.snapshotGeneration);
  // By place and not by its seq: to go to the same message again is to be shown it again.
  const open = useCallback(
    () => openTimeline(roomId, place?.seq ?? farUnread(store.getState(), roomId)),
    [openTimeline, roomId, place, store],
  );
  const opened = useRef<Place | null | undefined>(undefined);
  useEffect(() => {
    if (!mustOpen && opened.current === place) return;
    opened.current = place;
    open();
  }, [open, mustOpen, place]);
  useEffect(() => {
    if (isLive && snapshotGeneration > 1) refreshTimeline(roomId);
  }, [roomId, isLive, snapshotGeneration, refreshTimeline]);
  useEffect(() => () => closeTimeline(roomId), [roomId, closeTimeline]);
  useMissing(roomId, place);
  return open;
}

/** A link to a message that is not in the room leads to the room, and says so. */
function useMissing(roomId: string, place: Place | null): void {
  const { goTo } = useActions();
  const toast = useToast();
  const missingSeq = useHomeState(({ timelines }) => timelines[roomId]?.missingSeq);
  const isMissing = place?.room_id === roomId && place.seq !== null && place.seq === missingSeq;
  useEffect(() => {
    if (!isMissing) return;
    toast({ text: strings.timeline.messageNotHere });
    goTo({ room_id: roomId, seq: null }, { replaces: true });
  }, [isMissing, roomId, goTo, toast]);
}

/** The end as an explicit target: a user who asked for it is not taken to the first new message instead. */
function useEnd(roomId: string): { isForEnd: (place: Place | null) => boolean; loadEnd: () => void } {
  const { store } = useApp();
  const { goTo } = useActions();
  const end = useRef<Place | null>(null);
  const isForEnd = useCallback((place: Place | null) => place !== null && place === end.current, []);
  const loadEnd = useCallback(() => {
    goTo({ room_id: roomId, seq: null }, { replaces: true });
    // Every going has a place object of its own, so this one stands for the end until the reader goes elsewhere.
    end.current = store.getState().place;
  }, [goTo, roomId, store]);
  return { isForEnd, loadEnd };
}

/** The first unread message, when it would not be in the newest page of a room that is not loaded yet. */
function farUnread({ timelines, snapshot }: HomeState, roomId: string): number | null {
  const { room, membership } = snapshot?.rooms[roomId] ?? {};
  if (timelines[roomId] || !room || !membership || membership.unread === 0) return null;
  // Counted in messages and not in unread ones: thoughts are not counted as those.
  const isFar = room.last_seq - membership.last_read_seq > UNREAD_IN_FIRST_PAGE;
  return isFar ? membership.last_read_seq + 1 : null;
}

function Loading() {
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end px-5 pb-4">
      <SkeletonRows rows={5} label={strings.timeline.loading} />
    </div>
  );
}

function Failed({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex min-h-0 flex-1 flex-col justify-center">
      <EmptyState icon={CircleAlert} title={strings.timeline.failed} text={strings.timeline.failedText(reason)}>
        <Button look="primary" onClick={onRetry}>
          {strings.timeline.tryAgain}
        </Button>
      </EmptyState>
    </div>
  );
}
