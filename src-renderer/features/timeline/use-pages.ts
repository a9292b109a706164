import { useCallback, useEffect, type RefObject } from 'react';
import { useActions, useConnection } from '../../sync/store.ts';
import { hasOlder, type Timeline, type WindowOf } from '../../sync/timeline.ts';

/** Pages are asked for when less than this many screens are left to scroll. */
const AHEAD_SCREENS = 2;

interface Pages {
  at: WindowOf;
  timeline: Timeline;
  scroller: RefObject<HTMLElement | null>;
  /** While the list is on its way to a message, whose row a page above would move. */
  isHeld: boolean;
}

/** Loads the page before the window, or after it, before the reader gets there. Returns what to call when scrolling. */
export function usePages({ at, timeline, scroller, isHeld }: Pages): () => void {
  const { loadOlder, loadNewer } = useActions();
  const isLive = useConnection().state === 'live';
  const isIdle = timeline.load.state === 'idle' && !isHeld;
  const older = hasOlder(timeline);
  const { reachesEnd } = timeline;
  const loadNearEdges = useCallback(() => {
    const element = scroller.current;
    // The user retries a failure, not scrolling.
    if (!element || !isLive || !isIdle) return;
    const ahead = element.clientHeight * AHEAD_SCREENS;
    const below = element.scrollHeight - element.clientHeight - element.scrollTop;
    if (!reachesEnd && below < ahead) loadNewer(at);
    else if (older && element.scrollTop < ahead) loadOlder(at);
  }, [at, scroller, isLive, isIdle, older, reachesEnd, loadOlder, loadNewer]);
  // Also when a page came and there still is not enough of it; after this drawing has been laid out.
  useEffect(() => {
    const frame = requestAnimationFrame(loadNearEdges);
    return () => cancelAnimationFrame(frame);
  }, [loadNearEdges, timeline.messages]);
  return loadNearEdges;
}
