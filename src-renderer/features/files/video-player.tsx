import { useState } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { strings } from '../../strings/strings.ts';
import { FileCard } from './file-card.tsx';
import { useFileUrl } from './use-file-url.ts';

/** A film, with the browser's own controls; they fetch the parts they play. */
export function VideoPlayer({ file }: { file: ShownFile }) {
  const [isBroken, setIsBroken] = useState(false);
  // A sealed file is decrypted as a whole, so only on demand.
  const [isWanted, setIsWanted] = useState(file.seal === undefined);
  const { url, hasFailed } = useFileUrl(file, isWanted);
  if (isBroken || hasFailed) return <FileCard file={file} note={hasFailed ? strings.files.notOpened : strings.files.notPlayed} />;
  if (url === null) return <FileCard file={file} onPlay={isWanted ? undefined : () => setIsWanted(true)} />;
  return (
    <figure className="flex max-w-[420px] flex-col gap-1">
      <video
        controls
        preload="metadata"
        src={url}
        aria-label={file.name}
        onError={() => setIsBroken(true)}
        playsInline
        className="aspect-video w-full rounded-control bg-[#000000] object-contain"
      />
      <FileCard file={file} isPlain />
    </figure>
  );
}
