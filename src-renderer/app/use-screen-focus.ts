import { useEffect, useRef } from 'react';

/**
 * On a narrow window the list and the room take turns, and what had the focus goes with its screen: in the room its name gets it,
 * back in the list the row of that room.
 */
export function useScreenFocus(isNarrow: boolean, roomId: string | null): void {
  const shown = useRef(roomId);
  useEffect(() => {
    const before = shown.current;
    shown.current = roomId;
    if (!isNarrow || before === roomId || document.activeElement !== document.body) return;
    const target =
      roomId !== null
        ? document.querySelector<HTMLElement>('[data-room-title]')
        : [...(document.querySelector('nav')?.querySelectorAll('a') ?? [])].find((link) =>
            link.getAttribute('href')?.includes(before ?? ''),
          );
    target?.focus({ preventScroll: true });
  }, [isNarrow, roomId]);
}
