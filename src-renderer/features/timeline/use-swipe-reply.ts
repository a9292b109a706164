import { useEffect, type RefObject } from 'react';
import { drop } from '../../lib/drop.ts';

/** A swipe over a message answers it. `onReply` gets the key of the row. Rows that can be answered have `data-replies`. */
export function useSwipeReply(list: RefObject<HTMLElement | null>, onReply: (key: string) => void): void {
  useEffect(() => {
    const root = list.current;
    if (!root) return;
    let end: (() => void) | null = () => undefined;
    const follow = async (): Promise<void> => {
      const { followFingers } = await import('./swipe-reply.ts');
      if (end) end = followFingers(root, onReply);
    };
    drop(follow(), 'a message can be answered from its menu');
    return () => {
      end?.();
      end = null;
    };
  }, [list, onReply]);
}
