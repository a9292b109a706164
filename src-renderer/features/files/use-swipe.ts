// A single finger that moves sideways shows the next image on that side.
import { useRef, type PointerEvent } from 'react';
import { isRightToLeft } from '../../ui/direction.ts';

const DISTANCE_MIN_PX = 48;

interface SwipeHandlers {
  onPointerDown(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(): void;
}

/** `onSwipe`: 1 for what comes next, -1 for what was before. */
export function useSwipe(onSwipe: (steps: 1 | -1) => void): SwipeHandlers {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown({ pointerType, isPrimary, clientX, clientY }) {
      // A second finger zooms.
      start.current = pointerType === 'touch' && isPrimary ? { x: clientX, y: clientY } : null;
    },
    onPointerUp({ clientX, clientY }) {
      const steps = start.current && stepsOf(clientX - start.current.x, clientY - start.current.y, isRightToLeft());
      start.current = null;
      if (steps) onSwipe(steps);
    },
    onPointerCancel() {
      start.current = null;
    },
  };
}

/** Null for what is no swipe: too short, or more up or down than sideways. */
export function stepsOf(x: number, y: number, isReversed: boolean): 1 | -1 | null {
  if (Math.abs(x) < DISTANCE_MIN_PX || Math.abs(x) < Math.abs(y) * 2) return null;
  return x < 0 !== isReversed ? 1 : -1;
}
