// A swipe along the line over a message answers it.
import { isRightToLeft } from '../../ui/direction.ts';
import { along, meaningOf, type Towards } from '../../ui/swipe.ts';
import { ignoreNextClick, isFreeSideways } from '../../ui/swipe-away.ts';

/** The message follows the finger so far, and answers from there on. In px. */
const FAR_PX = 56;
const SETTLE_MS = 160;

interface Finger {
  id: number;
  x: number;
  y: number;
  row: HTMLElement;
  /** How far it has moved the message. Null while it may be something else. */
  moved: number | null;
}

/** `onReply` gets the key of the row. Returns its end. */
export function followFingers(root: HTMLElement, onReply: (key: string) => void): () => void {
  let finger: Finger | null = null;
  const towards = (): Towards => (isRightToLeft() ? 'left' : 'right');

  function onDown(event: PointerEvent): void {
    finger = null;
    const { target } = event;
    if (event.pointerType === 'mouse' || !event.isPrimary || !(target instanceof Element)) return;
    const row = target.closest<HTMLElement>('[data-replies]');
    if (row && isFreeSideways(event, target, row)) finger = { id: event.pointerId, x: event.clientX, y: event.clientY, row, moved: null };
  }
  function onMove(event: PointerEvent): void {
    if (finger?.id !== event.pointerId) return;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    if (finger.moved === null) {
      const meaning = meaningOf(dx, dy, towards());
      if (meaning === 'other') finger = null;
      if (meaning !== 'swipe' || !finger) return;
      root.setPointerCapture(event.pointerId);
    }
    finger.moved = Math.min(FAR_PX, Math.max(0, along(dx, dy, towards())));
    finger.row.dataset['swiped'] = finger.moved < FAR_PX ? 'near' : 'far';
    finger.row.style.transform = `translateX(${towards() === 'left' ? -finger.moved : finger.moved}px)`;
  }
  function onEnd(event: PointerEvent): void {
    const ended = finger;
    if (ended?.id !== event.pointerId) return;
    finger = null;
    if (ended.moved === null) return;
    settle(ended.row);
    if (event.type !== 'pointerup') return;
    ignoreNextClick(root);
    if (ended.moved >= FAR_PX) onReply(ended.row.dataset['row'] ?? '');
  }
  /** The browser must not start its own drag. */
  function onTouchMove(event: TouchEvent): void {
    if (finger?.moved != null && event.cancelable) event.preventDefault();
  }

  const ends = new AbortController();
  const { signal } = ends;
  root.addEventListener('touchmove', onTouchMove, { passive: false, signal });
  root.addEventListener('pointerdown', onDown, { signal });
  root.addEventListener('pointermove', onMove, { signal });
  root.addEventListener('pointerup', onEnd, { signal });
  root.addEventListener('pointercancel', onEnd, { signal });
  return () => ends.abort();
}

function settle(row: HTMLElement): void {
  const from = row.style.transform;
  row.style.transform = '';
  delete row.dataset['swiped'];
  if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches)
    row.animate({ transform: [from, 'none'] }, { duration: SETTLE_MS, easing: 'ease-out' });
}
