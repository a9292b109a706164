import { useState } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { strings } from '../../strings/strings.ts';
import { FileCard } from './file-card.tsx';
import { useFileUrl } from './use-file-url.ts';

/** Sound and film, with the browser's own controls; they fetch the parts they play. */
export function Player({ file, kind }: { file: ShownFile; kind: 'audio' | 'video' }) {
  const [isBroken, setIsBroken] = useState(false);
  // A sealed file is decrypted as a whole, so only on demand.
  const [isWanted, setIsWanted] = useState(file.seal === undefined);
  const { url, hasFailed } = useFileUrl(file, isWanted);
  if (isBroken || hasFailed) return <FileCard file={file} note={hasFailed ? strings.files.notOpened : strings.files.notPlayed} />;
  if (url === null) return <FileCard file={file} onPlay={isWanted ? undefined : () => setIsWanted(true)} />;
  const own = {
    controls: true,
    preload: 'metadata',
    src: url,
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
