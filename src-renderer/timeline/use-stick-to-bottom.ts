// Keeps the end of the list in sight while the reader is there: when messages come, when the last one grows, when the
// window changes its size. A reader who scrolled up is left in peace.
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';

/** Closer to the end than this is at the end. */
const AT_END_PX = 24;

export interface Stick {
  isAtEnd: boolean;
  /** From now on the end is kept in sight. */
  stick(): void;
  /** The reader goes somewhere else. */
  release(): void;
  onScroll(): void;
}

/**
 * `scroller`'s last child is what grows. `reachesEnd`: what is loaded goes on to the newest message; the last row of less is
 * no end to stick to, or the reader would be carried along by every page that comes below.
 */
export function useStickToBottom(scroller: RefObject<HTMLElement | null>, startsAtEnd: boolean, reachesEnd: boolean): Stick {
  const hasEnd = useRef(reachesEnd);
  hasEnd.current = reachesEnd;
  const isStuck = useRef(startsAtEnd);
  const [isAtEnd, setIsAtEnd] = useState(startsAtEnd);
  const last = useRef({ top: 0, height: 0 });

  const set = useCallback((next: boolean) => {
    isStuck.current = next;
    setIsAtEnd(next);
  }, []);
  const stick = useCallback(() => {
    set(true);
    toEnd(scroller.current);
  }, [scroller, set]);
  const release = useCallback(() => set(false), [set]);
  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const isUp = scrollTop < last.current.top - 1 && scrollHeight === last.current.height;
    if (hasEnd.current && scrollHeight - clientHeight - scrollTop <= AT_END_PX) set(true);
    // Upwards in a list that did not change is the reader's own doing; all other movement away from the end is growth.
    else if (isUp) set(false);
    last.current = { top: scrollTop, height: scrollHeight };
  }, [scroller, set]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      if (event.deltaY < 0 && element.scrollTop > 0) set(false);
    };
    element.addEventListener('wheel', onWheel, { passive: true });
    const observer = new ResizeObserver(() => {
      if (!isStuck.current) return onScroll();
      toEnd(element);
      // A list that becomes higher moves up by itself: that is not the reader's doing either.
      last.current = { top: element.scrollTop, height: element.scrollHeight };
    });
    observer.observe(element);
    if (element.lastElementChild) observer.observe(element.lastElementChild);
    return () => {
      element.removeEventListener('wheel', onWheel);
      observer.disconnect();
    };
  }, [scroller, set, onScroll]);
  return useMemo(() => ({ isAtEnd, stick, release, onScroll }), [isAtEnd, stick, release, onScroll]);
}

function toEnd(element: HTMLElement | null): void {
  if (element) element.scrollTop = element.scrollHeight;
}
