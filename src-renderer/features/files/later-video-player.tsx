import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { FileCard } from './file-card.tsx';

/** Fetched with the first film that is shown, and else after the first screen. */
export const VideoPlayerPart = lazyPart(async () => (await import('./video-player.tsx')).VideoPlayer);
const PARTS = [VideoPlayerPart];

export function LaterVideoPlayer({ file }: { file: ShownFile }) {
  return (
    <LazyBoundary parts={PARTS} meanwhile={<FileCard file={file} />} fallback={() => <FileCard file={file} />}>
      <VideoPlayerPart file={file} />
    </LazyBoundary>
  );
}
