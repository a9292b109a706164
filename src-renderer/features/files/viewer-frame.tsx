import { X } from 'lucide-react';
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useModal } from '../../ui/use-modal.ts';
import { strings } from '../../strings/strings.ts';
import { DownloadLink } from './file-card.tsx';

interface ViewerFrameProps {
  file: ShownFile;
  /** Under its name. */
  facts: ReactNode;
  /** Buttons beside "Download". */
  tools: ReactNode;
  onKeyDown?: (event: KeyboardEvent) => void;
  onClose: () => void;
  children: ReactNode;
}

/** One file as large as the window. Escape closes. */
export function ViewerFrame({ file, facts, tools, onKeyDown, onClose, children }: ViewerFrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useModal(dialog, onClose);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onKeyDown={onKeyDown}
      className="m-0 h-dvh max-h-dvh w-screen max-w-none animate-fade flex-col border-0 bg-bg p-0 text-ink open:flex"
    >
      <div className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line-2 pe-3 ps-5 max-sm:gap-0 max-sm:ps-4">
        <div className="min-w-0 flex-1">
          <h2 id={`${id}-title`} data-dialog-heading tabIndex={-1} className="truncate text-title font-semibold">
            <bdi>{file.name}</bdi>
          </h2>
          <p className="truncate text-meta text-ink-2">{facts}</p>
        </div>
        {tools}
        <DownloadLink file={file} />
        <IconButton icon={X} label={strings.ui.close} onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}
