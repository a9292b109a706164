import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { strings } from '../../strings/strings.ts';
import { boxOf } from './thumb-box.ts';
import { FileCard } from './file-card.tsx';
import { useFileUrl } from './use-file-url.ts';
import { useShowFile } from './viewer-context.ts';

interface ImageThumbProps {
  file: ShownFile & { width: number; height: number };
  /** Those one can go to from it. */
  among: readonly ShownFile[];
}

export function ImageThumb({ file, among }: ImageThumbProps) {
  const showFile = useShowFile();
  const [isBroken, setIsBroken] = useState(false);
  const { url, hasFailed } = useFileUrl(file);
  if (isBroken || hasFailed)
    return <FileCard file={file} icon={ImageOff} note={hasFailed ? strings.files.notOpened : strings.files.notAPicture} />;
  return (
    <button
      type="button"
      aria-label={strings.files.open(file.name)}
      onClick={() => showFile(file, among)}
      className="max-w-full overflow-hidden rounded-control border border-line bg-line-2"
    >
      <img
        {...boxOf(file)}
        src={url ?? undefined}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setIsBroken(true)}
        className="block h-auto max-w-full object-cover"
      />
    </button>
  );
}
