import { createContext, use, useLayoutEffect, useRef } from 'react';

/** The things that are open over the page: the back button closes the one on top. */
export interface BackStack {
  /** `close` is for the back button. Returns the end, for when it was closed in another way. */
  open(close: () => void): () => void;
}

/** Null where the page has no place to go back to. */
export const BackContext = createContext<BackStack | null>(null);

/** While this is drawn, and `isOn`, the back button closes it. */
export function useBack(close: () => void, isOn = true): void {
  const stack = use(BackContext);
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => (isOn ? stack?.open(() => latest.current()) : undefined), [stack, isOn]);
}
