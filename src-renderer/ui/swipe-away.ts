// Follows a finger that swipes something out of the window.
import { isRightToLeft } from './direction.ts';
import { along, goesOn, meaningOf, type Towards } from './swipe.ts';

const SETTLE_MS = 160;
/** A finger that has lain still for so long throws nothing. */
const STILL_MS = 80;
/** There the phone itself goes back. */
const EDGE_PX = 20;

/** There a finger slides, marks or chooses; on a message, it answers. */
const HAS_OWN_USE = ':is(input,textarea,select,audio,video,[role=slider],dialog,[popover],[data-replies])';

export interface SwipeAway {
  isOn: boolean;
  /** To the end of the line, or down. */
  towards: 'end' | 'down';
  /** Where a finger may begin; everywhere, if not said. */
  handle?: string;
  /** It has begun to move. */
  onBegin?: () => void;
  /** It is out of sight. */
  onAway: () => void;
  /** It is back where it was. */
  onBack?: () => void;
}

interface Finger {
  id: number;
  x: number;
  y: number;
  isSwiping: boolean;
  /** Of the last two moves, for its speed. */
  last: { at: number; forward: number };
  speed: number;
}

/** Returns its end. */
export function followFingers(root: HTMLElement, options: () => SwipeAway): () => void {
  let finger: Finger | null = null;
  const towards = (): Towards => (options().towards === 'down' ? 'down' : isRightToLeft() ? 'left' : 'right');

  function onDown(event: PointerEvent): void {
    if (finger && event.isPrimary) settle(finger, false);
    finger = null;
    if (event.pointerType === 'mouse' || !event.isPrimary || !mayBegin(event, root, options())) return;
    finger = {
      id: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      isSwiping: false,
      last: { at: event.timeStamp, forward: 0 },
      speed: 0,
    };
  }
  function onMove(event: PointerEvent): void {
    const moved = finger;
    if (moved?.id !== event.pointerId) return;
    const dx = event.clientX - moved.x;
    const dy = event.clientY - moved.y;
    if (!moved.isSwiping) {
      const meaning = meaningOf(dx, dy, towards());
      if (meaning === 'other') finger = null;
      if (meaning !== 'swipe') return;
      moved.isSwiping = true;
      root.setPointerCapture(event.pointerId);
      options().onBegin?.();
    }
    const forward = Math.max(0, along(dx, dy, towards()));
    const passed = Math.max(1, event.timeStamp - moved.last.at);
    moved.speed = (forward - moved.last.forward) / passed;
    moved.last = { at: event.timeStamp, forward };
    root.style.transform = shifted(forward, towards());
  }
  function onEnd(event: PointerEvent): void {
    const ended = finger;
    if (ended?.id !== event.pointerId) return;
    finger = null;
    if (!ended.isSwiping) return;
    if (event.type === 'pointerup') ignoreNextClick(root);
    const size = towards() === 'down' ? root.offsetHeight : root.offsetWidth;
    const speed = event.timeStamp - ended.last.at > STILL_MS ? 0 : ended.speed;
    settle(ended, event.type === 'pointerup' && goesOn(ended.last.forward, speed, size));
  }
  /** The rest of the way, forward or back. */
  function settle(ended: Finger, isAway: boolean): void {
    if (!ended.isSwiping) return;
    const size = towards() === 'down' ? root.offsetHeight : root.offsetWidth;
    const to = isAway ? shifted(size, towards()) : 'none';
    const duration = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : SETTLE_MS;
    const settling = root.animate({ transform: [root.style.transform, to] }, { duration, easing: 'ease-out', fill: 'forwards' });
    const done = (): void => {
      if (isAway) options().onAway();
      else options().onBack?.();
      root.style.transform = '';
      // The listener removes the element from the page. That is drawn before this ends.
      requestAnimationFrame(() => settling.cancel());
    };
    settling.addEventListener('finish', done, { once: true });
  }

  /** The browser must not start its own drag. */
  function onTouchMove(event: TouchEvent): void {
    if (finger?.isSwiping && event.cancelable) event.preventDefault();
  }

  root.addEventListener('touchmove', onTouchMove, { passive: false });
  root.addEventListener('pointerdown', onDown);
  root.addEventListener('pointermove', onMove);
  root.addEventListener('pointerup', onEnd);
  root.addEventListener('pointercancel', onEnd);
  return () => {
    root.removeEventListener('touchmove', onTouchMove);
    root.removeEventListener('pointerdown', onDown);
    root.removeEventListener('pointermove', onMove);
    root.removeEventListener('pointerup', onEnd);
    root.removeEventListener('pointercancel', onEnd);
  };
}

function shifted(forward: number, towards: Towards): string {
  return { left: `translateX(${-forward}px)`, right: `translateX(${forward}px)`, down: `translateY(${forward}px)` }[towards];
}

/** Not where the finger has something else to do: what scrolls sideways, what is slid or marked, and the phone's own edges. */
function mayBegin(event: PointerEvent, root: HTMLElement, { towards, handle }: SwipeAway): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (handle !== undefined && !target.closest(handle)) return false;
  return towards === 'down' || isFreeSideways(event, target, root);
}

export function isFreeSideways({ clientX }: PointerEvent, target: Element, root: Element): boolean {
  if (clientX < EDGE_PX || clientX > window.innerWidth - EDGE_PX) return false;
  if (document.getSelection()?.isCollapsed === false) return false;
  for (let each: Element | null = target; each && each !== root; each = each.parentElement) {
    if (each.matches(HAS_OWN_USE)) return false;
    if (each.scrollWidth > each.clientWidth && /auto|scroll/.test(getComputedStyle(each).overflowX)) return false;
  }
  return true;
}

/** The finger that swiped also pressed what it lay on. */
export function ignoreNextClick(root: HTMLElement): void {
  const ignore = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  root.addEventListener('click', ignore, { capture: true, once: true });
  setTimeout(() => root.removeEventListener('click', ignore, true), 50);
}
