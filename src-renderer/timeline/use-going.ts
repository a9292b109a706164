// Goes to where the place says: a message, the first new one, or the end.
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Place } from '../../src-shared/deep-link.ts';
import { rowIndexOfSeq, type Row } from './rows.ts';
import type { Stick } from './use-stick-to-bottom.ts';

/** Going to a row takes a few drawings, because rows are measured when they come near. */
const SETTLE_MS = 250;
/** The browser stops where the list ends, however high that has become by then. */
const BEYOND_THE_END_PX = Number.MAX_SAFE_INTEGER;
/** How long a message that was jumped to stands out. */
const HIGHLIGHT_MS = 2_500;

interface Way {
  place: Place | null;
  /** The end was asked for, whatever there is that is new. */
  isForEnd: boolean;
  rows: readonly Row[];
  list: RefObject<VirtualizerHandle | null>;
  stick: Stick;
}

export interface Going {
  /** The key of the message to point out. */
  highlighted: string | null;
  /** False while the rows on the way are still being measured. */
  isThere: boolean;
  /** Goes to the end, whatever it was on the way to, and keeps that in sight. */
  toEnd(): void;
  /** The reader goes their own way: nothing takes them back. */
  letGo(): void;
}

const NOWHERE = (): void => undefined;

export function useGoing({ place, isForEnd, rows, list, stick: { stick, release, onScroll } }: Way): Going {
  const [isThere, setIsThere] = useState(false);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const isFirst = useRef(true);
  const aim = useRef(NOWHERE);
  // Only when the place changes: rows come and go without moving the reader.
  const latest = useRef({ rows, isForEnd });
  latest.current = { rows, isForEnd };
  const letGo = useCallback(() => {
    aim.current = NOWHERE;
  }, []);
  const toEnd = useCallback(() => {
    letGo();
    // The list repeats where it was last told to go for as long as rows are being measured: only another order ends that.
    list.current?.scrollTo(BEYOND_THE_END_PX);
    stick();
  }, [list, stick, letGo]);
  useLayoutEffect(() => {
    const now = latest.current;
    const target = place?.seq ? rowIndexOfSeq(now.rows, place.seq) : -1;
    const firstNew = isFirst.current && !now.isForEnd ? now.rows.findIndex((row) => row.isNew) : -1;
    isFirst.current = false;
    letGo();
    if (target !== -1) {
      release();
      aim.current = () => list.current?.scrollToIndex(target, { align: 'center' });
      setHighlighted(now.rows[target]?.key ?? null);
    } else if (firstNew !== -1) {
      release();
      aim.current = () => list.current?.scrollToIndex(firstNew, { align: 'start', offset: -80 });
    } else toEnd();
    aim.current();
    setIsThere(false);
    const settling = setTimeout(() => {
      // Rows that had never been drawn were only guessed at: now that they are measured, once more, and pages may come.
      aim.current();
      letGo();
      // Where nothing had to move, no scrolling says that this is the end.
      onScroll();
      setIsThere(true);
    }, SETTLE_MS);
    const fading = setTimeout(() => setHighlighted(null), HIGHLIGHT_MS);
    return () => {
      clearTimeout(settling);
      clearTimeout(fading);
    };
  }, [place, list, release, onScroll, letGo, toEnd]);
  return { highlighted, isThere, toEnd, letGo };
}
