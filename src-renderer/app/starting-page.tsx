import { useEffect, useState, type ReactNode } from 'react';
import { createBackoff, SCHEDULES } from '../../src-shared/client/backoff.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Button } from '../ui/button.tsx';
import { strings } from '../strings/strings.ts';

/** The shape of the window, while the home has not answered yet; for the first 150 ms, nothing. */
export function StartingPage() {
  return (
    <main className="flex h-(--app-height) animate-late">
      <div role="status" className="sr-only">
        <h1>{strings.window.opening}</h1>
      </div>
      <div className="flex w-[264px] shrink-0 flex-col gap-3 border-e border-line bg-panel p-4 max-sm:hidden">
        <Skeleton className="h-9 w-4/5" />
        <Skeleton className="mb-4 h-8 w-full" />
        {['w-2/5', 'w-3/5', 'w-1/2', 'w-2/5', 'w-3/5'].map((width, index) => (
          <Skeleton key={index} className={`h-4 ${width}`} />
        ))}
      </div>
      <div className="flex flex-1 flex-col justify-end gap-3 p-5">
        <Skeleton className="h-24 w-full" />
      </div>
    </main>
  );
}

/** Without `onRetry` the caller retries. */
export function UnreachablePage({ onRetry }: { onRetry?: () => void }) {
  const [backoff] = useState(() => createBackoff(SCHEDULES.page));
  useEffect(() => {
    if (!onRetry) return;
    const timer = setTimeout(onRetry, backoff.next());
    return () => clearTimeout(timer);
  }, [onRetry, backoff]);
  return <Sentence title={strings.window.unreachable} text={strings.window.unreachableText} />;
}

/** The page has another version than the home, and has reloaded already. */
export function OutdatedPage() {
  return (
    <Sentence title={strings.connection.outdatedTitle} text={strings.connection.outdatedText}>
      <Button look="primary" className="mt-3" onClick={() => window.location.reload()}>
        {strings.connection.reload}
      </Button>
    </Sentence>
  );
}

function Sentence({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="flex h-(--app-height) flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="text-heading font-semibold">{title}</h1>
      <p role="status" className="max-w-96 text-body text-ink-2">
        {text}
      </p>
      {children}
    </main>
  );
}
