import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { pendingIn, windowOf } from '../../sync/outbox.ts';
import { renamingsOf, returningsOf } from '../../sync/member-lines.ts';
import { useStreams } from '../../sync/streams.ts';
import { useActions, useBoard, useHomeState, useMe, useParticipants, useRoomFacts } from '../../sync/store.ts';
import { hasOlder, windowKey, type Timeline, type WindowOf } from '../../sync/timeline.ts';
import { useStable } from '../../ui/use-stable.ts';
import { strings } from '../../strings/strings.ts';
import { Announcer } from './announcer.tsx';
import { LaterPrintedRoom } from './later-printed-room.tsx';
import { JumpPill } from './jump-pill.tsx';
import { MessageRow } from './message-row.tsx';
import { PageEdge } from './page-edge.tsx';
import { useRoomUi } from './room-ui.ts';
import { buildRows, messageOf, type Row, type RowSources } from './rows.ts';
import { useCopyRows } from './use-copy-rows.ts';
import { useListKeys } from './use-list-keys.ts';
import { usePages } from './use-pages.ts';
import { useMarkRead, useNewLine } from './use-reading.ts';
import { useScroller } from './use-scroller.ts';
import { useSwipeReply } from './use-swipe-reply.ts';

/** Rows are drawn this far beyond the edges. More rows appear sooner on fast scrolling, and cost more at once. */
const ROWS_BEYOND_PX = 300;
/** A window this large at the end of a busy room lets go of its oldest messages. */
const TRIM_ABOVE = 2_000;

/** A place in a room or thread. Each move has its own object. */
export interface SeqPlace {
  /** The message to show; null for the newest. */
  seq: number | null;
}

interface MessageListProps {
  at: WindowOf;
  timeline: Timeline;
  /** Where to start and, when it changes, where to go. */
  place: SeqPlace | null;
  /** The place stands for the end, whatever there is that is new. */
  isForEnd: boolean;
  /** Loads the end when it is not there, and shows it. */
  loadEnd: () => void;
}

/** The rows of a window. Mounted again whenever a room is opened at another place. */
export function MessageList({ at, timeline, place, isForEnd, loadEnd }: MessageListProps) {
  const actions = useActions();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [isAtEnd, setIsAtEnd] = useState(false);
  const { newAfterSeq, clear: clearNewLine } = useNewLine(at, isAtEnd);
  const rows = useRows(at, timeline, newAfterSeq);
  const scrolls = useScroller({ scroller, list, rows, reachesEnd: timeline.reachesEnd, place, isForEnd });
  const { isThere, toEnd, release, touched } = scrolls;
  const isReallyAtEnd = scrolls.isAtEnd;
  useEffect(() => setIsAtEnd(isReallyAtEnd), [isReallyAtEnd]);
  const { goOn, onMove } = useMarkRead(at, isReallyAtEnd);
  const loadNearEdges = usePages({ at, timeline, scroller, isHeld: !isThere });
  const keys = useListKeys(rows, list);
  const shift = useShift(timeline);
  useReplies(scroller, rows);
  const copyRows = useCopyRows(rows);

  const toLatest = useCallback(() => {
    goOn();
    if (timeline.reachesEnd) return toEnd();
    release();
    loadEnd();
  }, [timeline.reachesEnd, toEnd, release, goOn, loadEnd]);
  const toFirstNew = (): void => {
    if (scrolls.toFirstNew() || newAfterSeq === null) return;
    release();
    actions.openUnread(at, newAfterSeq);
  };
  const onTouch = useCallback(() => {
    touched();
    onMove();
  }, [touched, onMove]);
  const onSending = useCallback(() => {
    clearNewLine();
    toLatest();
  }, [clearNewLine, toLatest]);
  useOwnSending(at, onSending);
  useEffect(() => {
    if (isReallyAtEnd && timeline.messages.length > TRIM_ABOVE) actions.trimTimeline(at);
  }, [isReallyAtEnd, timeline.messages.length, actions, at]);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        aria-label={at.thread_id === null ? strings.timeline.messages : strings.threads.messages}
        aria-live="off"
        onScroll={() => {
          scrolls.scrolled();
          loadNearEdges();
        }}
        onCopy={copyRows}
        onWheel={onTouch}
        onTouchMove={onTouch}
        onPointerDown={onTouch}
        onKeyDown={(event) => {
          onTouch();
          keys.onKeyDown(event);
        }}
        onClickCapture={(event) => {
          // A part that opens inside a message grows downwards. It is not moved to keep the end in sight.
          if (event.target instanceof Element && event.target.closest('[aria-expanded]:not([aria-haspopup])')) release();
        }}
        className="flex min-h-0 flex-1 touch-pan-y touch-pinch-zoom flex-col overflow-y-auto overflow-x-clip pt-4 pb-2 [overflow-anchor:none]"
      >
        {/* A room fills up from its end, a thread from its first message. */}
        {at.thread_id === null && <div className="flex-1" />}
        <div>
          <Virtualizer ref={list} scrollRef={scroller} data={rows} shift={shift} keepMounted={keys.keepMounted} bufferSize={ROWS_BEYOND_PX}>
            {(row: Row, index: number) => (
              // The list takes no presses while it scrolls. It scrolls with each new message and each streamed word.
              <div key={row.key} className="pointer-events-auto">
                {index === 0 && <PageEdge at={at} timeline={timeline} />}
                <MessageRow row={row} isTabStop={keys.isTabStop(index)} isHighlighted={scrolls.highlighted === row.key} />
              </div>
            )}
          </Virtualizer>
        </div>
      </div>
      {!isReallyAtEnd && <JumpPill at={at} onJump={toLatest} onFirstNew={newAfterSeq === null ? null : toFirstNew} />}
      <Announcer rows={rows} />
      {at.thread_id === null && <LaterPrintedRoom rows={rows} />}
    </div>
  );
}

function useRows(at: WindowOf, timeline: Timeline, newAfterSeq: number | null): Row[] {
  const { messages, activities, from, reachesEnd } = timeline;
  const reachesStart = !hasOlder(timeline);
  const outbox = useHomeState((state) => state.outbox);
  const meId = useMe().id;
  const beside = useBeside(at);
  const writing = useStreams(at);
  return useMemo(() => {
    const pending = reachesEnd ? pendingIn(outbox, at, messages) : [];
    const streams = reachesEnd ? writing : [];
    return buildRows(
      { messages, activities, from, reachesStart, reachesEnd, pending, streams, ...beside, threadId: at.thread_id },
      { newAfterSeq, meId },
    );
  }, [messages, activities, from, reachesStart, reachesEnd, outbox, beside, writing, at, newAfterSeq, meId]);
}

/** The rows between the messages of a room. A thread has none. */
function useBeside({ room_id, thread_id }: WindowOf): Pick<RowSources, 'votes' | 'tasks' | 'renamings' | 'returnings'> {
  const { votes, tasks } = useBoard(room_id);
  const participants = useParticipants();
  const room = useRoomFacts(room_id);
  const renamings = useMemo(() => renamingsOf(room?.member_ids ?? [], participants), [room, participants]);
  const returnings = useMemo(() => (room ? returningsOf(room, participants) : []), [room, participants]);
  return useMemo(
    () => (thread_id === null ? { votes, tasks, renamings, returnings } : NOTHING),
    [thread_id, votes, tasks, renamings, returnings],
  );
}

const NOTHING = { votes: [], tasks: [], renamings: [], returnings: [] };

/** True in the one drawing in which messages came or went at the start: then the list keeps its place from the end. */
function useShift({ messages }: Timeline): boolean {
  const first = messages[0]?.seq ?? 0;
  const drawn = useRef(first);
  useLayoutEffect(() => {
    drawn.current = first;
  });
  return first !== drawn.current;
}

function useReplies(scroller: RefObject<HTMLElement | null>, rows: readonly Row[]): void {
  const { reply } = useRoomUi();
  const onReply = useStable((key: string) => {
    const row = rows.find((each) => each.key === key);
    const message = row && messageOf(row.entry);
    if (message) reply(message);
  });
  useSwipeReply(scroller, onReply);
}

/** After writing, the user wants to see the message at the end. */
function useOwnSending(at: WindowOf, onSending: () => void): void {
  const key = windowKey(at);
  const newest = useHomeState(({ outbox }) => outbox.findLast((item) => windowKey(windowOf(item)) === key)?.client_id ?? null);
  const known = useRef(newest);
  useEffect(() => {
    const isMore = newest !== null && (known.current === null || newest > known.current);
    if (newest !== null) known.current = newest;
    // Ids made later sort later: one that was there before comes to the end again when those after it have been sent.
    if (isMore) onSending();
  }, [newest, onSending]);
}
