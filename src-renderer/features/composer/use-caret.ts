import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';

/** Puts the caret somewhere as soon as the next text is in the field: before another key can be pressed, or it would land elsewhere. */
export function useCaret(field: RefObject<HTMLTextAreaElement | null>): (caret: number) => void {
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    field.current?.setSelectionRange(next.current, next.current);
    next.current = null;
  });
  return useCallback((caret) => {
    next.current = caret;
  }, []);
}
