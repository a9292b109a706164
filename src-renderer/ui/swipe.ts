// The meaning of a moving finger: none yet, something else, or a swipe in the expected direction.

export type Towards = 'left' | 'right' | 'down';

/** So far a finger strays while it presses. */
const SLOP_PX = 10;
/** Clearly more along the way than across it. */
const STRAIGHTNESS = 1.5;
/** Let go behind this part of the way it continues automatically, and so it does when it was thrown. */
const FAR_ENOUGH = 0.35;
const THROWN_PX_PER_MS = 0.5;
const THROWN_MIN_PX = 40;

/** How far along the way it has gone; less than zero is the other way. */
export function along(dx: number, dy: number, towards: Towards): number {
  return { left: -dx, right: dx, down: dy }[towards];
}

export function meaningOf(dx: number, dy: number, towards: Towards): 'undecided' | 'swipe' | 'other' {
  const forward = along(dx, dy, towards);
  const across = Math.abs(towards === 'down' ? dx : dy);
  if (Math.max(Math.abs(forward), across) < SLOP_PX) return 'undecided';
  return forward > 0 && forward > across * STRAIGHTNESS ? 'swipe' : 'other';
}

/** Whether it continues when the finger lets go: `speed` in px a millisecond, `size` of what is swiped. */
export function goesOn(forward: number, speed: number, size: number): boolean {
  return forward > size * FAR_ENOUGH || (speed > THROWN_PX_PER_MS && forward > THROWN_MIN_PX);
}
