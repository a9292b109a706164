// Parts of the app that the first screen does not need: they are fetched when they are wanted, or before that when the page has
// nothing else to do.
import { Suspense, use, useEffect, type ComponentType, type ReactNode } from 'react';
import { savesData } from '../lib/saves-data.ts';
import { ErrorBoundary } from './error-boundary.tsx';

export interface LazyPart<Props> {
  (props: Props): ReactNode;
  /** Fetches it; what failed is fetched again by the next call. */
  load(): Promise<ComponentType<Props>>;
  /** After a failure: lets go of it, so that drawing it fetches it again. */
  forget(): void;
}

/** `lazyPart(async () => (await import('./settings-dialog.tsx')).SettingsDialog)`, to be drawn inside <LazyBoundary>. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let arrived: ComponentType<Props> | null = null;
  let fetching: Promise<ComponentType<Props>> | null = null;
  const fetchOnce = (): Promise<ComponentType<Props>> => {
    fetching ??= load().then((part) => (arrived = part));
    return fetching;
  };
  function Part(props: Props): ReactNode {
    // A failure stays until it is forgotten, or drawing would fetch for as long as the home is away.
    const Arrived = arrived ?? use(fetchOnce());
    return <Arrived {...props} />;
  }
  const forget = (): void => {
    fetching = null;
  };
  return Object.assign(Part, {
    load: async () => {
      try {
        return await fetchOnce();
      } catch (error) {
        forget();
        throw error;
      }
    },
    forget,
  });
}

interface LazyBoundaryProps {
  parts: readonly { forget(): void }[];
  /** While it is fetched; usually nothing, for it takes no time to speak of. */
  meanwhile?: ReactNode;
  /** When it could not be fetched. */
  fallback: (retry: () => void) => ReactNode;
  children: ReactNode;
}

export function LazyBoundary({ parts, meanwhile = null, fallback, children }: LazyBoundaryProps) {
  const again = (retry: () => void): void => {
    for (const part of parts) part.forget();
    retry();
  };
  return (
    <ErrorBoundary fallback={(retry) => fallback(() => again(retry))}>
      <Suspense fallback={meanwhile}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** The first screen has its pictures and fonts before this. */
const SETTLED_MS = 1_500;

type Fetched = readonly { load(): Promise<unknown> }[];

/**
 * Fetches the parts one after the other once the page is quiet, so that they open at once and without the server. A browser that
 * saves data fetches each when it is wanted.
 */
export function usePrefetchOnIdle(partsAhead: () => Fetched | Promise<Fetched>): void {
  useEffect(() => {
    if (savesData(navigator)) return undefined;
    let isGone = false;
    const timer = setTimeout(() => void fetchEach(partsAhead, () => isGone), SETTLED_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [partsAhead]);
}

/** A part that cannot be fetched now is fetched when it is wanted. Then the user sees that it is missing, and can retry. */
async function fetchEach(partsAhead: () => Fetched | Promise<Fetched>, isOver: () => boolean): Promise<void> {
  try {
    for (const part of await partsAhead()) {
      if (isOver()) return;
      await part.load().catch(() => undefined);
    }
  } catch {
    // The list itself could not be fetched.
  }
}
