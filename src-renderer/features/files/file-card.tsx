import clsx from 'clsx';
import { Download, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { filePath, isPdf, kindOfFile } from '../../../src-shared/files.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useApp } from '../../sync/store.ts';
import { useLinkAddress } from '../../sync/use-address.ts';
import { useToast } from '../../ui/toast.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { strings } from '../../strings/strings.ts';
import { fileIcon, sizeWords, typeWords } from './file-words.ts';
import { LaterTextPreview } from './later-files.tsx';
import { useShowFile } from './viewer-context.ts';

interface FileCardProps {
  file: ShownFile;
  icon?: LucideIcon;
  /** Why it is only a card. */
  note?: string;
  /** One line without a frame, under a player. */
  isPlain?: boolean;
  onPlay?: (() => void) | undefined;
}

const BUTTON = 'h-8 shrink-0 rounded-control px-2 text-list font-semibold text-accent hover:bg-accent-soft tap:h-11';

/** A file as a file: what it is, how large, and how to have it. */
export function FileCard({ file, icon, note, isPlain = false, onPlay }: FileCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  const Icon = icon ?? fileIcon(file);
  const showFile = useShowFile();
  const isText = kindOfFile(file) === 'text';
  return (
    <div className={clsx('@container w-full max-w-[420px]', !isPlain && 'overflow-hidden rounded-control border border-line bg-raise')}>
      <div className={clsx('flex items-center gap-3', isPlain ? 'px-0.5' : 'py-2 pe-1.5 ps-3')}>
        {!isPlain && (
          <span
            aria-hidden
            className="flex size-9 shrink-0 items-center justify-center rounded-control bg-accent-soft text-accent @max-[14rem]:hidden"
          >
            <Icon size={18} />
          </span>
        )}
        <span className="min-w-0 flex-1">
          <span className="block truncate text-list font-semibold text-ink" title={file.name}>
            <bdi>{file.name}</bdi>
          </span>
          <span className="block truncate text-meta text-ink-2">
            {typeWords(file)} · {sizeWords(file.size)}
          </span>
          {note && <span className="block text-meta text-ink-2">{note}</span>}
        </span>
        {isText && file.size > 0 && (
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className={BUTTON}>
            {isOpen ? strings.files.hide : strings.files.preview}
          </button>
        )}
        {isPdf(file) && file.size > 0 && (
          <button type="button" aria-haspopup="dialog" onClick={() => showFile(file, [file])} className={BUTTON}>
            {strings.files.preview}
          </button>
        )}
        {onPlay && (
          <button type="button" onClick={onPlay} className={BUTTON}>
            {strings.files.play}
          </button>
        )}
        <DownloadLink file={file} />
      </div>
      {isOpen && <LaterTextPreview file={file} />}
    </div>
  );
}

interface DownloadProps {
  file: ShownFile;
  className?: string;
}

export function DownloadLink({ file, className }: DownloadProps) {
  const look = clsx(
    'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-line-2 hover:text-ink tap:size-11',
    className,
  );
  if (file.seal === 'shut') return null;
  if (file.seal !== undefined) return <SealedDownload file={file} className={look} />;
  return <PlainDownload file={file} className={look} />;
}

function PlainDownload({ file, className }: { file: ShownFile; className: string }) {
  const address = useLinkAddress(`${filePath(file)}?download`);
  return (
    <Tooltip text={strings.files.download(file.name)}>
      <a href={address ?? undefined} download={file.name} aria-label={strings.files.download(file.name)} className={className}>
        <Download size={17} aria-hidden />
      </a>
    </Tooltip>
  );
}

/** The home has it sealed only: it is opened here, and saved from here. */
function SealedDownload({ file, className }: DownloadProps) {
  const { openedFiles } = useApp();
  const toast = useToast();
  async function save(): Promise<void> {
    const held = openedFiles.hold(file);
    try {
      const link = document.createElement('a');
      link.href = await held.url;
      link.download = file.name;
      link.click();
    } catch {
      toast({ text: strings.files.notOpened });
    } finally {
      held.release();
    }
  }
  return (
    <Tooltip text={strings.files.download(file.name)}>
      <button type="button" aria-label={strings.files.download(file.name)} onClick={() => void save()} className={className}>
        <Download size={17} aria-hidden />
      </button>
    </Tooltip>
  );
}
