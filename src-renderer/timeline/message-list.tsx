import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Place } from '../../src-shared/deep-link.ts';
import { pendingIn } from '../state/outbox.ts';
import { useActions, useBoard, useHomeState, useMe } from '../state/store.ts';
import { hasOlder, type Timeline } from '../state/timeline.ts';
import { words } from '../words/words.ts';
import { Announcer } from './announcer.tsx';
import { JumpPill } from './jump-pill.tsx';
import { MessageRow } from './message-row.tsx';
import { PageEdge } from './page-edge.tsx';
import { buildRows, rowIndexOfSeq, type Row } from './rows.ts';
import { useListKeys } from './use-list-keys.ts';
import { usePages } from './use-pages.ts';
import { useMarkRead, useNewLine } from './use-reading.ts';
import { useStickToBottom, type Stick } from './use-stick-to-bottom.ts';

/** A window this large at the end of a busy room lets go of its oldest messages. */
const TRIM_ABOVE = 2_000;
/** Going to a row takes a few drawings, because rows are measured when they come near. */
const SETTLE_MS = 250;
/** How long a message that was jumped to stands out. */
const HIGHLIGHT_MS = 2_500;

interface MessageListProps {
  roomId: string;
  timeline: Timeline;
  /** Where to start and, when it changes, where to go. */
  place: Place | null;
}

/** The rows of a window. Mounted anew whenever a room is opened at another place. */
export function MessageList({ roomId, timeline, place }: MessageListProps) {
  const actions = useActions();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [isAtEnd, setIsAtEnd] = useState(false);
  const { newAfterSeq, clear: clearNewLine } = useNewLine(roomId, isAtEnd);
  const rows = useRows(roomId, timeline, newAfterSeq);
  const stick = useStickToBottom(
    scroller,
    targetSeq(place) === null && timeline.reachesEnd && !rows.some((row) => row.isNew),
    timeline.reachesEnd,
  );
  const isReallyAtEnd = stick.isAtEnd && timeline.reachesEnd;
  useEffect(() => setIsAtEnd(isReallyAtEnd), [isReallyAtEnd]);
  useMarkRead(roomId, isReallyAtEnd);
  const { highlighted, isThere } = useGoing({ place, rows, list, stick });
  const loadNearEdges = usePages({ roomId, timeline, scroller, isHeld: !isThere });
  const keys = useListKeys(rows, list);
  const shift = useShift(timeline);

  const toLatest = useCallback(() => {
    if (timeline.reachesEnd) stick.stick();
    else actions.goTo({ room_id: roomId, seq: null }, { replaces: true });
  }, [timeline.reachesEnd, stick, actions, roomId]);
  const onSending = useCallback(() => {
    clearNewLine();
    toLatest();
  }, [clearNewLine, toLatest]);
  useOwnSending(roomId, onSending);
  useEffect(() => {
    if (isReallyAtEnd && timeline.messages.length > TRIM_ABOVE) actions.trimTimeline(roomId);
  }, [isReallyAtEnd, timeline.messages.length, actions, roomId]);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        aria-label={words.timeline.messages}
        aria-live="off"
        onScroll={() => {
          stick.onScroll();
          loadNearEdges();
        }}
        onKeyDown={keys.onKeyDown}
        onClickCapture={(event) => {
          // What is opened inside a message grows below the pointer, and is not pushed up to keep the end in sight.
          if (event.target instanceof Element && event.target.closest('[aria-expanded]')) stick.release();
        }}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto overflow-x-clip pt-4 pb-2 [overflow-anchor:none]"
      >
        <div className="flex-1" />
        <div>
          <Virtualizer ref={list} scrollRef={scroller} data={rows} shift={shift} keepMounted={keys.keepMounted} bufferSize={600}>
            {(row: Row, index: number) => (
              <div key={row.key}>
                {index === 0 && <PageEdge roomId={roomId} timeline={timeline} />}
                <MessageRow row={row} isTabStop={keys.isTabStop(index)} isHighlighted={highlighted === row.key} />
              </div>
            )}
          </Virtualizer>
        </div>
      </div>
      {!isReallyAtEnd && <JumpPill roomId={roomId} onJump={toLatest} />}
      <Announcer rows={rows} />
    </div>
  );
}

function useRows(roomId: string, timeline: Timeline, newAfterSeq: number | null): Row[] {
  const { messages, reachesEnd } = timeline;
  const reachesStart = !hasOlder(timeline);
  const { votes, tasks } = useBoard(roomId);
  const outbox = useHomeState((state) => state.outbox);
  const meId = useMe().id;
  return useMemo(() => {
    const pending = reachesEnd ? pendingIn(outbox, roomId, messages) : [];
    return buildRows({ messages, reachesStart, reachesEnd, pending, votes, tasks }, { newAfterSeq, meId });
  }, [messages, reachesStart, reachesEnd, outbox, votes, tasks, roomId, newAfterSeq, meId]);
}

/** True in the one drawing in which messages came or went at the start: then the list keeps its place from the end. */
function useShift({ messages }: Timeline): boolean {
  const first = messages[0]?.seq ?? 0;
  const drawn = useRef(first);
  useLayoutEffect(() => {
    drawn.current = first;
  });
  return first !== drawn.current;
}

interface Going {
  place: Place | null;
  rows: readonly Row[];
  list: RefObject<VirtualizerHandle | null>;
  stick: Stick;
}

/**
 * Goes to where the place says: a message, the first new one, or the end. `highlighted` is the key of the message to point
 * out; `isThere` is false while the rows on the way are still being measured.
 */
function useGoing({ place, rows, list, stick: { stick, release } }: Going): { highlighted: string | null; isThere: boolean } {
  const [isThere, setIsThere] = useState(false);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const isFirst = useRef(true);
  // Only when the place changes: rows come and go without moving the reader.
  const latest = useRef(rows);
  latest.current = rows;
  useLayoutEffect(() => {
    const seq = targetSeq(place);
    const target = seq === null ? -1 : rowIndexOfSeq(latest.current, seq);
    const firstNew = isFirst.current ? latest.current.findIndex((row) => row.isNew) : -1;
    isFirst.current = false;
    let aim = (): void => undefined;
    if (target !== -1) {
      release();
      aim = () => list.current?.scrollToIndex(target, { align: 'center' });
      setHighlighted(latest.current[target]?.key ?? null);
    } else if (firstNew !== -1) {
      release();
      aim = () => list.current?.scrollToIndex(firstNew, { align: 'start', offset: -80 });
    } else {
      list.current?.scrollToIndex(latest.current.length - 1, { align: 'end' });
      stick();
    }
    aim();
    setIsThere(false);
    const settling = setTimeout(() => {
      // Rows that had never been drawn were only guessed at: now that they are measured, once more, and pages may come.
      aim();
      setIsThere(true);
    }, SETTLE_MS);
    const fading = setTimeout(() => setHighlighted(null), HIGHLIGHT_MS);
    return () => {
      clearTimeout(settling);
      clearTimeout(fading);
    };
  }, [place, list, stick, release]);
  return { highlighted, isThere };
}

function targetSeq(place: Place | null): number | null {
  return place?.seq ?? null;
}

/** Whoever writes wants to see it, at the end. */
function useOwnSending(roomId: string, onSending: () => void): void {
  const newest = useHomeState(({ outbox }) => outbox.findLast((item) => item.room_id === roomId)?.client_id ?? null);
  const known = useRef(newest);
  useEffect(() => {
    const isMore = newest !== null && (known.current === null || newest > known.current);
    if (newest !== null) known.current = newest;
    // Ids made later sort later: one that was there before comes to the end again when those after it have been sent.
    if (isMore) onSending();
  }, [newest, onSending]);
}
