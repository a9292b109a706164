import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import type { ShownFile } from '../sealed/shown-file.ts';
import { ViewerContext, type ShowFile } from './viewer-context.ts';

/** Fetched when the first picture is opened. */
const Viewer = lazy(async () => ({ default: (await import('./viewer.tsx')).Viewer }));

export function ViewerProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ files: readonly ShownFile[]; at: number } | null>(null);
  const show = useCallback<ShowFile>((file, among) => setShown({ files: among, at: Math.max(0, among.indexOf(file)) }), []);
  return (
    <ViewerContext value={show}>
      {children}
      {shown && (
        <Suspense>
          <Viewer files={shown.files} at={shown.at} onGo={(at) => setShown({ ...shown, at })} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </ViewerContext>
  );
}
