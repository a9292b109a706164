import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { isShortcut, type PressedKey } from '../../../src-shared/shortcuts.ts';
import type { Row } from './rows.ts';

export interface ListKeys {
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  isTabStop(index: number): boolean;
  keepMounted: readonly number[];
}

function targetOf(event: PressedKey, from: number, last: number): number | undefined {
  if (isShortcut(event, 'messageAbove')) return from - 1;
  if (isShortcut(event, 'messageBelow')) return from + 1;
  if (isShortcut(event, 'firstMessage')) return 0;
  return isShortcut(event, 'lastMessage') ? last : undefined;
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
      const to = targetOf(event, from, rows.length - 1);
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
