import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Row } from './rows.ts';

export interface ListKeys {
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  isTabStop(index: number): boolean;
  keepMounted: readonly number[];
}

/** One tab stop for the whole list; the arrow keys, Home and End go from message to message (a roving tab stop). */
export function useListKeys(rows: readonly Row[], list: RefObject<VirtualizerHandle | null>): ListKeys {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const wanted = useRef<HTMLElement | null>(null);
  const found = activeKey === null ? -1 : rows.findIndex((row) => row.key === activeKey);
  const active = found === -1 ? rows.length - 1 : found;

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined) return;
      const from = rows.findIndex((row) => row.key === (event.target instanceof HTMLElement ? event.target.dataset['row'] : ''));
      const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: rows.length - 1 }[event.key];
      const row = to === undefined ? undefined : rows[to];
      if (to === undefined || !row) return;
      event.preventDefault();
      wanted.current = event.currentTarget;
      setActiveKey(row.key);
      list.current?.scrollToIndex(to, { align: 'nearest' });
    },
    [rows, list],
  );
  useEffect(() => {
    const within = wanted.current;
    wanted.current = null;
    if (within && activeKey !== null)
      within.querySelector<HTMLElement>(`[data-row="${CSS.escape(activeKey)}"]`)?.focus({ preventScroll: true });
  }, [activeKey]);
  // The tab stop stays in the page while it is scrolled out of sight, or Tab could not come back to it.
  const keepMounted = useMemo(() => (active >= 0 ? [active] : []), [active]);
  return { onKeyDown, isTabStop: (index) => index === active, keepMounted };
}
