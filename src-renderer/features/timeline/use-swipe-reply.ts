import { useEffect, type RefObject } from 'react';
import { later } from '../../lib/later.ts';

/** A swipe over a message answers it. `onReply` gets the key of the row. Rows that can be answered have `data-replies`. */
export function useSwipeReply(list: RefObject<HTMLElement | null>, onReply: (key: string) => void): void {
  useEffect(() => {
    const root = list.current;
    if (!root) return;
    return later(
      () => import('./swipe-reply.ts'),
      ({ followFingers }) => followFingers(root, onReply),
    );
  }, [list, onReply]);
}
