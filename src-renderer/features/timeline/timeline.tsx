import { CircleAlert } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { HomeState } from '../../sync/home-state.ts';
import { useActions, useApp, useBoard, useConnection, useHomeState, useSnapshot } from '../../sync/store.ts';
import { streamsIn } from '../../sync/streams.ts';
import { windowOf } from '../../sync/outbox.ts';
import { isLost, windowKey, type WindowOf } from '../../sync/timeline.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/strings.ts';
import { EmptyRoom } from './empty-room.tsx';
import { MessageList, type SeqPlace } from './message-list.tsx';

/** With more messages than this after the last one that was read the room opens at the first of them, not at the newest page. */
const UNREAD_IN_FIRST_PAGE = 50;

/** The messages of a room or a thread, or what stands in for them. */
export function Timeline({ at }: { at: WindowOf }) {
  const key = windowKey(at);
  const where = useWhere(at);
  const timeline = useHomeState((state) => state.timelines[key]);
  const hasPending = useHomeState(({ outbox }) => outbox.some((item) => windowKey(windowOf(item)) === key));
  const hasStream = useSnapshot(({ streams }) => streamsIn(streams, at).length > 0);
  const board = useBoard(at.room_id);
  const retry = useOpening(at, where);
  const { isForEnd, loadEnd } = useEnd(where);

  const load = timeline?.load;
  const isEmpty = timeline === undefined || timeline.messages.length === 0;
  const isRoom = at.thread_id === null;
  if (load?.state === 'failed' && isEmpty) return <Failed reason={load.message} onRetry={retry} />;
  if (isRoom && timeline?.reachesEnd && isEmpty && !hasPending && !hasStream && board.votes.length + board.tasks.length === 0)
    return <EmptyRoom roomId={at.room_id} />;
  const isOpening =
    timeline === undefined || (isEmpty && !timeline.reachesEnd) || (load?.state === 'loading' && load.direction === 'around');
  if (isOpening) return <Loading />;
  return <MessageList at={at} timeline={timeline} place={where.place} isForEnd={isForEnd(where.place)} loadEnd={loadEnd} />;
}

/** Where the user is in the room or thread, and how to go elsewhere in it. */
interface Where {
  place: SeqPlace | null;
  now(): SeqPlace | null;
  /** Null: the newest message. */
  go(seq: number | null): void;
}

function useWhere(at: WindowOf): Where {
  const { store } = useApp();
  const { goTo, showThread } = useActions();
  const { room_id, thread_id } = at;
  const place = useHomeState((state) => (thread_id === null ? state.place : state.thread));
  const now = useCallback(() => (thread_id === null ? store.getState().place : store.getState().thread), [store, thread_id]);
  const go = useCallback(
    (seq: number | null) => {
      if (thread_id === null) goTo({ room_id, seq }, { replaces: true });
      else showThread({ room_id, thread_id, seq });
    },
    [goTo, showThread, room_id, thread_id],
  );
  return useMemo(() => ({ place, now, go }), [place, now, go]);
}

/** Opens the window when it comes on the screen, when another place in it is asked for, and when the home is back. */
function useOpening(at: WindowOf, where: Where): () => void {
  const { store } = useApp();
  const { openTimeline, openUnread, closeTimeline, refreshTimeline } = useActions();
  const { place } = where;
  const key = windowKey(at);
  const isLive = useConnection().state === 'live';
  const isUnopened = useHomeState(({ timelines: { [key]: there } }) => there === undefined || isLost(there));
  const mustOpen = isUnopened && isLive;
  const snapshotGeneration = useHomeState((state) => state.snapshotGeneration);
  // By place and not by its seq: to go to the same message again is to be shown it again.
  const open = useCallback(() => {
    const unread = place?.seq ? null : farUnread(store.getState(), at);
    if (unread === null) openTimeline(at, place?.seq ?? null);
    else openUnread(at, unread);
  }, [openTimeline, openUnread, at, place, store]);
  const opened = useRef<SeqPlace | null | undefined>(undefined);
  useEffect(() => {
    if (!mustOpen && opened.current === place) return;
    opened.current = place;
    open();
  }, [open, mustOpen, place]);
  useEffect(() => {
    if (isLive && snapshotGeneration > 1) refreshTimeline(at);
  }, [at, isLive, snapshotGeneration, refreshTimeline]);
  useEffect(() => () => closeTimeline(at), [at, closeTimeline]);
  useMissing(at, where);
  return open;
}

/** A link to a message that is not in the room leads to the room, and says so. */
function useMissing(at: WindowOf, { place, go }: Where): void {
  const toast = useToast();
  const key = windowKey(at);
  const missingSeq = useHomeState(({ timelines }) => timelines[key]?.missingSeq);
  const isHere = useHomeState((state) => state.place?.room_id === at.room_id);
  const isMissing = isHere && place !== null && place.seq !== null && place.seq === missingSeq;
  useEffect(() => {
    if (!isMissing) return;
    toast({ text: strings.timeline.messageNotHere });
    go(null);
  }, [isMissing, go, toast]);
}

/** The end as an explicit target: a user who asked for it is not taken to the first new message instead. */
function useEnd({ go, now }: Where): { isForEnd: (place: SeqPlace | null) => boolean; loadEnd: () => void } {
  const end = useRef<SeqPlace | null>(null);
  const isForEnd = useCallback((place: SeqPlace | null) => place !== null && place === end.current, []);
  const loadEnd = useCallback(() => {
    go(null);
    // Every move has its own place object, so this one stands for the end until the reader goes elsewhere.
    end.current = now();
  }, [go, now]);
  return { isForEnd, loadEnd };
}

/** After this seq everything is unread, when that would not be in the newest page of a room that is not loaded yet. */
function farUnread({ timelines, snapshot }: HomeState, { room_id, thread_id }: WindowOf): number | null {
  const { room, membership } = snapshot?.rooms[room_id] ?? {};
  if (thread_id !== null || timelines[room_id] || !room || !membership || membership.unread === 0) return null;
  // Counted in messages and not in unread ones: thoughts are not counted as those.
  const isFar = room.last_seq - membership.last_read_seq > UNREAD_IN_FIRST_PAGE;
  return isFar ? membership.last_read_seq : null;
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
