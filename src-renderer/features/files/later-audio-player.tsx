import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { FileCard } from './file-card.tsx';

/** Fetched with the first recording that is drawn, and else after the first screen. */
export const AudioPlayerPart = lazyPart(async () => (await import('./audio-player.tsx')).AudioPlayer);
const PARTS = [AudioPlayerPart];

export function LaterAudioPlayer({ file }: { file: ShownFile }) {
  return (
    <LazyBoundary parts={PARTS} meanwhile={<FileCard file={file} />} fallback={() => <FileCard file={file} />}>
      <AudioPlayerPart file={file} />
    </LazyBoundary>
  );
}
