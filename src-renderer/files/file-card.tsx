import clsx from 'clsx';
import { Download, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { filePath, isPdf, kindOfFile, type FileInfo } from '../../src-shared/files.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { words } from '../words/words.ts';
import { fileIcon, sizeWords, typeWords } from './file-words.ts';
import { TextPreview } from './text-preview.tsx';
import { useShowFile } from './viewer-context.ts';

interface FileCardProps {
  file: FileInfo;
  icon?: LucideIcon;
  /** Why it is only a card. */
  note?: string;
  /** One line without a frame, under a player. */
  isPlain?: boolean;
}

/** A file as a file: what it is, how large, and how to have it. */
export function FileCard({ file, icon, note, isPlain = false }: FileCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  const Icon = icon ?? fileIcon(file);
  const showFile = useShowFile();
  const isText = kindOfFile(file) === 'text';
  const look = 'h-8 shrink-0 rounded-control px-2 text-list font-semibold text-accent hover:bg-accent-soft tap:h-11';
  return (
    <div className={clsx('w-full max-w-[420px]', !isPlain && 'overflow-hidden rounded-control border border-line bg-raise')}>
      <div className={clsx('flex items-center gap-3', isPlain ? 'px-0.5' : 'py-2 pe-1.5 ps-3')}>
        {!isPlain && (
          <span aria-hidden className="flex size-9 shrink-0 items-center justify-center rounded-control bg-accent-soft text-accent">
            <Icon size={18} />
          </span>
        )}
        <span className="min-w-0 flex-1">
          <span className="block truncate text-list font-semibold text-ink" title={file.name}>
            <bdi>{file.name}</bdi>
          </span>
          <span className="block truncate text-meta text-ink-2">
            {typeWords(file)} · {sizeWords(file.size)}
            {note && ` · ${note}`}
          </span>
        </span>
        {isText && file.size > 0 && (
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className={look}>
            {isOpen ? words.files.hide : words.files.preview}
          </button>
        )}
        {isPdf(file) && file.size > 0 && (
          <button type="button" aria-haspopup="dialog" onClick={() => showFile(file, [file])} className={look}>
            {words.files.preview}
          </button>
        )}
        <DownloadLink file={file} />
      </div>
      {isOpen && <TextPreview file={file} />}
    </div>
  );
}

export function DownloadLink({ file, className }: { file: FileInfo; className?: string }) {
  return (
    <Tooltip text={words.files.download(file.name)}>
      <a
        href={`${filePath(file)}?download`}
        download={file.name}
        aria-label={words.files.download(file.name)}
        className={clsx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-line-2 hover:text-ink tap:size-11',
          className,
        )}
      >
        <Download size={17} aria-hidden />
      </a>
    </Tooltip>
  );
}
