import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { filePath, type FileInfo } from '../../src-shared/files.ts';
import { words } from '../words/words.ts';
import { boxOf } from './thumb-box.ts';
import { FileCard } from './file-card.tsx';
import { useShowFile } from './viewer-context.ts';

interface ImageThumbProps {
  file: FileInfo & { width: number; height: number };
  /** Those one can go to from it. */
  among: readonly FileInfo[];
}

export function ImageThumb({ file, among }: ImageThumbProps) {
  const showFile = useShowFile();
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return <FileCard file={file} icon={ImageOff} note={words.files.notAPicture} />;
  return (
    <button
      type="button"
      aria-label={words.files.open(file.name)}
      onClick={() => showFile(file, among)}
      className="max-w-full overflow-hidden rounded-control border border-line bg-line-2"
    >
      <img
        {...boxOf(file)}
        src={filePath(file)}
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
