import type { ComponentProps } from 'react';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { FileCard } from './file-card.tsx';

/** Fetched with the first SVG that is drawn. */
const SvgFilePart = lazyPart(async () => (await import('./svg-file.tsx')).SvgFile);
const PARTS = [SvgFilePart];

export function LaterSvgFile(props: ComponentProps<typeof SvgFilePart>) {
  return (
    <LazyBoundary parts={PARTS} meanwhile={<FileCard {...props} />} fallback={() => <FileCard {...props} />}>
      <SvgFilePart {...props} />
    </LazyBoundary>
  );
}
