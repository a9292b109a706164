// Parts about files that are needed only for attached or opened ones: fetched after the first screen.
import type { ComponentProps } from 'react';
import { useUploads } from '../../sync/store.ts';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';

export const TextPreviewPart = lazyPart(async () => (await import('./text-preview.tsx')).TextPreview);
export const UploadTrayPart = lazyPart(async () => (await import('./upload-tray.tsx')).UploadTray);
const PARTS = [TextPreviewPart, UploadTrayPart];

export function LaterTextPreview(props: ComponentProps<typeof TextPreviewPart>) {
  return (
    <LazyBoundary parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
      <TextPreviewPart {...props} />
    </LazyBoundary>
  );
}

export function LaterUploadTray(props: ComponentProps<typeof UploadTrayPart>) {
  if (useUploads(props.roomId).length === 0) return null;
  return (
    <LazyBoundary parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
      <UploadTrayPart {...props} />
    </LazyBoundary>
  );
}
