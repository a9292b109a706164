import { useCallback, useEffect, useRef, useState } from 'react';
import { explain } from './phrases.ts';

export interface Task {
  isBusy: boolean;
  /** The last error, in words for people. */
  error: string | null;
  /** Runs it unless it is running; what it throws becomes `error`. */
  run: (work: () => Promise<void>) => void;
  clear: () => void;
}

/** Something a button starts: one at a time, busy meanwhile, its failure said beside it. */
export function useAsyncAction(): Task {
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({ isBusy: false, error: null });
  const isRunning = useRef(false);
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const run = useCallback((work: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setState({ isBusy: true, error: null });
    const finish = (error: string | null): void => {
      isRunning.current = false;
      if (isMounted.current) setState({ isBusy: false, error });
    };
    void work().then(
      () => finish(null),
      (error: unknown) => finish(explain(error)),
    );
  }, []);
  const clear = useCallback(() => setState((now) => ({ ...now, error: null })), []);
  return { ...state, run, clear };
}
