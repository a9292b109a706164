// The list's scroller on the screen: its events, its sizes, and where a place leads to.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { SeqPlace } from './message-list.tsx';
import { rowIndexOfSeq, type Row } from './rows.ts';
import { TimelineScroller, type RowAlign, type ScrollState, type ScrollTarget } from './scroller.ts';

/** The first new message stands below the upper edge, with a line or two of the context. */
const ABOVE_FIRST_NEW_PX = 80;
/** How long a message that was jumped to stands out. */
const HIGHLIGHT_MS = 2_500;

interface Options {
  /** Its last child is what grows. */
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  rows: readonly Row[];
  reachesEnd: boolean;
  /** Where to start and, when it changes, where to go. */
  place: SeqPlace | null;
  /** The place stands for the end, whatever there is that is new. */
  isForEnd: boolean;
}

export interface Scroller extends ScrollState {
  /** The key of the message to point out. */
  highlighted: string | null;
  /** Goes to the end and keeps it in sight. */
  toEnd(): void;
  /** False when it is not loaded. */
  toFirstNew(): boolean;
  /** Nothing is kept in its place any more. */
  release(): void;
  /** The reader touches the list. */
  touched(): void;
  scrolled(): void;
}

export function useScroller({ scroller, list, rows, reachesEnd, place, isForEnd }: Options): Scroller {
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const [first] = useState(() => targetOf(rows, { place, isForEnd, isFirst: true }));
  const [state, setState] = useState<ScrollState>({ isAtEnd: first.at === 'end' && reachesEnd, isThere: false });
  const [scrolls] = useState(
    () =>
      new TimelineScroller(
        { list: listOf(scroller, list), afterDrawing: afterTwoFrames, onState: setState },
        { keys, reachesEnd },
        first.at === 'end',
      ),
  );
  useLayoutEffect(() => scrolls.setRows({ keys, reachesEnd }), [scrolls, keys, reachesEnd]);
  // Only when the place changes: rows come and go without moving the reader.
  const latest = useRef({ rows, isForEnd, isFirst: true });
  latest.current = { ...latest.current, rows, isForEnd };
  const [highlighted, highlight] = useHighlight(state.isThere);
  useLayoutEffect(() => {
    const { rows: drawn, ...how } = latest.current;
    latest.current.isFirst = false;
    const target = targetOf(drawn, { place, ...how });
    scrolls.goTo(target);
    if (target.at === 'row' && target.align === 'center') highlight(target.key);
  }, [scrolls, place, highlight]);
  useListEvents(scroller, scrolls);
  return {
    ...state,
    highlighted,
    toEnd: useCallback(() => scrolls.goTo({ at: 'end' }), [scrolls]),
    toFirstNew: useCallback(() => {
      const firstNew = latest.current.rows.find((row) => row.isNew);
      if (firstNew) scrolls.goTo({ at: 'row', key: firstNew.key, align: 'start' });
      return firstNew !== undefined;
    }, [scrolls]),
    release: useCallback(() => scrolls.release(), [scrolls]),
    touched: useCallback(() => scrolls.touched(), [scrolls]),
    scrolled: useCallback(() => scrolls.scrolled(), [scrolls]),
  };
}

interface Going {
  place: SeqPlace | null;
  isForEnd: boolean;
  /** The room was opened just now: it shows what is new. */
  isFirst: boolean;
}

/** The message of the place, the first new one, or the end. */
export function targetOf(rows: readonly Row[], { place, isForEnd, isFirst }: Going): ScrollTarget {
  const named = place?.seq ? rows[rowIndexOfSeq(rows, place.seq)] : undefined;
  if (named) return { at: 'row', key: named.key, align: 'center' };
  const firstNew = isFirst && !isForEnd ? rows.find((row) => row.isNew) : undefined;
  return firstNew ? { at: 'row', key: firstNew.key, align: 'start' } : { at: 'end' };
}

function listOf(scroller: RefObject<HTMLElement | null>, list: RefObject<VirtualizerHandle | null>) {
  return {
    metrics() {
      const element = scroller.current;
      return element && { top: element.scrollTop, height: element.scrollHeight, viewport: element.clientHeight };
    },
    toEnd() {
      if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
    },
    // Not by the list's own commands: it repeats them while rows are being measured, against the reader who moves it meanwhile.
    toRow(index: number, align: RowAlign) {
      const element = scroller.current;
      const rows = list.current;
      if (!element || !rows) return;
      const above = align === 'start' ? ABOVE_FIRST_NEW_PX : (element.clientHeight - rows.getItemSize(index)) / 2;
      element.scrollTop = rows.getItemOffset(index) - above;
    },
  };
}

/** The first frame draws and measures, the second one draws what was measured. */
function afterTwoFrames(run: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(run);
  });
  return () => cancelAnimationFrame(frame);
}

function useListEvents(scroller: RefObject<HTMLElement | null>, scrolls: TimelineScroller): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => scrolls.wheeled(event.deltaY);
    const onScrollEnd = (): void => scrolls.rested();
    element.addEventListener('wheel', onWheel, { passive: true });
    element.addEventListener('scrollend', onScrollEnd);
    const observer = new ResizeObserver(() => scrolls.resized());
    observer.observe(element);
    if (element.lastElementChild) observer.observe(element.lastElementChild);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('scrollend', onScrollEnd);
      observer.disconnect();
      scrolls.close();
    };
  }, [scroller, scrolls]);
}

/** The row that is pointed out, and what points one out: for a moment, which begins when the list is there. */
function useHighlight(isThere: boolean): [string | null, (key: string) => void] {
  const [highlighted, setHighlighted] = useState<string | null>(null);
  useEffect(() => {
    if (highlighted === null || !isThere) return;
    const fading = setTimeout(() => setHighlighted(null), HIGHLIGHT_MS);
    return () => clearTimeout(fading);
  }, [highlighted, isThere]);
  return [highlighted, setHighlighted];
}
