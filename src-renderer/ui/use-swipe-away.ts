import { useEffect, useRef, type RefObject } from 'react';
import { later } from '../lib/later.ts';
import type { SwipeAway } from './swipe-away.ts';

/** Something that can be swiped out of the window: it follows the finger, and continues or comes back when that lets go. */
export function useSwipeAway(element: RefObject<HTMLElement | null>, options: SwipeAway): void {
  const current = useRef(options);
  current.current = options;
  const { isOn } = options;
  useEffect(() => {
    const root = element.current;
    if (!root || !isOn) return;
    return later(
      () => import('./swipe-away.ts'),
      ({ followFingers }) => followFingers(root, () => current.current),
    );
  }, [element, isOn]);
}
