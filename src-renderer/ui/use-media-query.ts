import { useCallback, useSyncExternalStore } from 'react';

/** The same widths as the stylesheet's sm and md. */
export const NARROW = '(width < 40rem)';
export const NO_ROOM_FOR_PANEL = '(width < 56.25rem)';

/** Some people get dizzy from what moves. */
export const REDUCED_MOTION = '(prefers-reduced-motion: reduce)';

/** A finger would have to open one, over half of the room. */
export function hasKeyboard(): boolean {
  return window.matchMedia('(hover: hover) and (pointer: fine)').matches;
}

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
