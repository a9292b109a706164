import { useEffect, useMemo, useRef, type PointerEvent, type SyntheticEvent } from 'react';

const LONG_PRESS_MS = 450;
/** A finger is never quite still. */
const MOVED_PX = 10;

interface LongPress {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(): void;
  onPointerCancel(): void;
  /** Something else follows the finger from now on. */
  onLostPointerCapture(): void;
  onTouchEnd(event: SyntheticEvent): void;
  onContextMenu(event: SyntheticEvent): void;
}

/** A finger that stays where it is. */
export function useLongPress(onLongPress: () => void): LongPress {
  const run = useRef(onLongPress);
  run.current = onLongPress;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useMemo(() => {
    let from = { x: 0, y: 0 };
    let isLong = false;
    const stop = (): void => clearTimeout(timer.current);
    // The press is answered: it is neither a click, where something lies under the finger by now, nor the browser's menu.
    const endIfLong = (event: SyntheticEvent): void => {
      if (isLong) event.preventDefault();
    };
    return {
      onPointerDown(event) {
        stop();
        isLong = false;
        if (event.pointerType !== 'touch' || !event.isPrimary) return;
        from = { x: event.clientX, y: event.clientY };
        timer.current = setTimeout(() => {
          isLong = true;
          run.current();
        }, LONG_PRESS_MS);
      },
      onPointerMove({ clientX, clientY }) {
        if (Math.hypot(clientX - from.x, clientY - from.y) > MOVED_PX) stop();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onLostPointerCapture: stop,
      onTouchEnd: endIfLong,
      onContextMenu: endIfLong,
    };
  }, []);
}
