import { useCallback, useState, type ReactNode } from 'react';
import { isPdf } from '../../../src-shared/files.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { LazyDialog } from '../../ui/lazy-dialog.tsx';
import { lazyPart } from '../../ui/lazy.tsx';
import { ViewerContext, type ShowFile } from './viewer-context.ts';

/** Fetched when the first image or document is opened. */
const Viewer = lazyPart(async () => (await import('./viewer.tsx')).Viewer);
const PdfViewer = lazyPart(async () => (await import('./pdf-viewer.tsx')).PdfViewer);
const PARTS = [Viewer, PdfViewer];

export function ViewerProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ files: readonly ShownFile[]; at: number } | null>(null);
  const show = useCallback<ShowFile>((file, among) => setShown({ files: among, at: Math.max(0, among.indexOf(file)) }), []);
  const close = (): void => setShown(null);
  const file = shown?.files[shown.at];
  return (
    <ViewerContext value={show}>
      {children}
      {shown && file && (
        <LazyDialog parts={PARTS} onClose={close}>
          {isPdf(file) ? (
            <PdfViewer file={file} onClose={close} />
          ) : (
            <Viewer files={shown.files} at={shown.at} onGo={(at) => setShown({ ...shown, at })} onClose={close} />
          )}
        </LazyDialog>
      )}
    </ViewerContext>
  );
}
