// Long lists of rows that have one height: only the rows near the visible part are drawn. Several lists can share one scroller.
import { createContext, use, useEffect, useRef, useState, useSyncExternalStore, type ReactNode, type RefCallback } from 'react';
import { rangeOf, withFocus, type Range } from './visible-range.ts';

/** The element that scrolls. */
export interface Scroller {
  ref: RefCallback<HTMLElement>;
  element(): HTMLElement | null;
  /** Calls back after it was scrolled, and after its size or the size of its content changed. */
  subscribe(listener: () => void): () => void;
  /** Where a row of one of its lists is. Null: it is in none. */
  placeOf(key: string): 'above' | 'in sight' | 'below' | null;
  /** Scrolls to a row that is out of sight. `focuses`: what can be pressed in it. */
  show(key: string, options?: { focuses: boolean }): void;
  /** The rows of a list, by their keys. Returns what ends it. */
  register(list: HTMLUListElement, keys: readonly string[]): () => void;
}

export function useScroller(): Scroller {
  return useState(createScroller)[0];
}

export const ScrollerContext = createContext<Scroller | null>(null);

/** Short lists are drawn whole: that costs little, and the browser can search in them. */
const WHOLE_MAX = 60;
/** Before the first layout. */
const FIRST_ROWS = 40;
const FIRST_RANGE: Range = { from: 0, to: FIRST_ROWS, pitch: 0 };

interface VirtualRowsProps {
  /** Of the rows, in order. A row has its key as `data-row`. */
  keys: readonly string[];
  className?: string;
  label?: string;
  row: (index: number) => ReactNode;
}

export function VirtualRows({ keys, className, label, row }: VirtualRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const count = keys.length;
  const scroller = useSharedScroller();
  const [focused, setFocused] = useState<string | null>(null);
  const { from, to, pitch } = useRange(scroller, list, count, focused === null ? -1 : keys.indexOf(focused));
  useEffect(() => (list.current ? scroller.register(list.current, keys) : undefined), [scroller, keys]);
  return (
    <ul
      ref={list}
      onFocus={({ target }) => setFocused(target.closest('li')?.dataset['row'] ?? null)}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && setFocused(null)}
      aria-label={label}
      style={to - from < count ? { paddingBlockStart: from * pitch, paddingBlockEnd: Math.max(0, count - to) * pitch } : undefined}
      className={className}
    >
      {Array.from({ length: to - from }, (_, index) => row(from + index))}
    </ul>
  );
}

function useSharedScroller(): Scroller {
  const scroller = use(ScrollerContext);
  if (!scroller) throw new Error('VirtualRows is used outside of a ScrollerContext');
  return scroller;
}

function useRange(scroller: Scroller, list: { current: HTMLUListElement | null }, count: number, focused: number): Range {
  const kept = useRef<Range>(FIRST_RANGE);
  const seen = useSyncExternalStore(scroller.subscribe, () => {
    const next = measured(list.current, scroller.element());
    const { from, to, pitch } = kept.current;
    if (next && (next.from !== from || next.to !== to || next.pitch !== pitch)) kept.current = next;
    return kept.current;
  });
  if (count <= WHOLE_MAX) return { from: 0, to: count, pitch: seen.pitch };
  const range = focused === -1 ? seen : withFocus(seen, focused);
  const from = Math.min(range.from, count - 1);
  return { from, to: Math.min(Math.max(range.to, from + 1), count), pitch: range.pitch };
}

function measured(list: HTMLUListElement | null, scroller: HTMLElement | null): Range | null {
  const pitch = list && pitchOf(list);
  if (!list || !scroller || !pitch) return null;
  return rangeOf({ above: scroller.getBoundingClientRect().top - list.getBoundingClientRect().top, height: scroller.clientHeight, pitch });
}

/** The distance from row to row; null for a list without rows. */
function pitchOf(list: HTMLUListElement): number | null {
  const first = list.firstElementChild;
  return first instanceof HTMLElement && first.offsetHeight > 0
    ? first.getBoundingClientRect().height + (parseFloat(getComputedStyle(list).rowGap) || 0)
    : null;
}

function createScroller(): Scroller {
  let current: HTMLElement | null = null;
  const listeners = new Set<() => void>();
  const lists = new Map<HTMLUListElement, readonly string[]>();
  const changed = (): void => listeners.forEach((listener) => listener());

  /** From the upper edge of the visible part to the middle of the row. */
  function middleOf(key: string): number | null {
    for (const [list, keys] of lists) {
      const index = keys.indexOf(key);
      const pitch = index === -1 ? null : pitchOf(list);
      if (current && pitch !== null) return list.getBoundingClientRect().top - current.getBoundingClientRect().top + (index + 0.5) * pitch;
    }
    return null;
  }
  function placeOf(key: string): ReturnType<Scroller['placeOf']> {
    const middle = middleOf(key);
    if (middle === null || !current) return null;
    if (middle < 0) return 'above';
    return middle > current.clientHeight ? 'below' : 'in sight';
  }

  return {
    ref(element) {
      current = element;
      if (!element) return;
      const resized = new ResizeObserver(changed);
      for (const each of [element, ...element.children]) resized.observe(each);
      element.addEventListener('scroll', changed, { passive: true });
      return () => {
        resized.disconnect();
        element.removeEventListener('scroll', changed);
        current = null;
      };
    },
    element: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    placeOf,
    show(key, { focuses } = { focuses: false }) {
      const scrolled = current;
      if (!scrolled) return;
      if (placeOf(key) !== 'in sight') scrolled.scrollTop += (middleOf(key) ?? 0) - scrolled.clientHeight / 2;
      if (!focuses) return;
      // The row is drawn for this at once, and not only with the event of the scrolling.
      changed();
      requestAnimationFrame(() => scrolled.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] :is(a, button)`)?.focus());
    },
    register(list, keys) {
      lists.set(list, keys);
      changed();
      return () => lists.delete(list);
    },
  };
}
