import { useEffect, useRef } from 'react';

/** Closes what floats when the user presses elsewhere, or when its element has moved away. `triggerId`: null without such an element. */
export function useDismiss(list: { current: HTMLElement | null }, triggerId: string | null, onLeave: () => void): void {
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useEffect(() => {
    const trigger = triggerId === null ? null : document.getElementById(triggerId);
    const startedAt = trigger?.getBoundingClientRect();
    const leaveNow = (): void => leave.current();
    const leaveUnlessInside = ({ target }: Event): void => {
      if (target instanceof Node && (list.current?.contains(target) || trigger?.contains(target))) return;
      leaveNow();
    };
    // Only a real move counts: the browser reports the scroll that brought the button into view after the press.
    const leaveIfMoved = (): void => {
      const { left, top } = trigger?.getBoundingClientRect() ?? {};
      if (left !== startedAt?.left || top !== startedAt?.top) leaveNow();
    };
    document.addEventListener('pointerdown', leaveUnlessInside, true);
    document.addEventListener('scroll', leaveIfMoved, true);
    window.addEventListener('resize', leaveNow);
    window.addEventListener('blur', leaveNow);
    return () => {
      document.removeEventListener('pointerdown', leaveUnlessInside, true);
      document.removeEventListener('scroll', leaveIfMoved, true);
      window.removeEventListener('resize', leaveNow);
      window.removeEventListener('blur', leaveNow);
    };
  }, [list, triggerId]);
}
