import { useCallback, useEffect, useState } from 'react';
import { explain } from './phrases.ts';

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; text: string };

/** The answer of the home. `ask` has to stay the same between renders: another one is asked at once. */
export function useLoaded<T>(ask: () => Promise<T>): { loaded: Loaded<T>; reload: () => Promise<void> } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const reload = useCallback(
    () =>
      ask().then(
        (value) => setLoaded({ state: 'ready', value }),
        (error: unknown) => setLoaded({ state: 'failed', text: explain(error) }),
      ),
    [ask],
  );
  useEffect(() => void reload(), [reload]);
  return { loaded, reload };
}
