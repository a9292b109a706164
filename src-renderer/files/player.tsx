import { useState } from 'react';
import { filePath, type FileInfo } from '../../src-shared/files.ts';
import { words } from '../words/words.ts';
import { FileCard } from './file-card.tsx';

/** Sound and film, with the browser's own controls; they fetch the parts they play. */
export function Player({ file, kind }: { file: FileInfo; kind: 'audio' | 'video' }) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return <FileCard file={file} note={words.files.notPlayed} />;
  const own = {
    controls: true,
    preload: 'metadata',
    src: filePath(file),
    'aria-label': file.name,
    onError: () => setIsBroken(true),
  } as const;
  return (
    <figure className="flex max-w-[420px] flex-col gap-1">
      {kind === 'audio' ? (
        <audio {...own} className="h-[54px] w-full" />
      ) : (
        <video {...own} playsInline className="aspect-video w-full rounded-control bg-[#000000] object-contain" />
      )}
      <FileCard file={file} isPlain />
    </figure>
  );
}
