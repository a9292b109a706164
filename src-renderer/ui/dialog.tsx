import clsx from 'clsx';
import { X, type LucideIcon } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { NARROW, useMediaQuery } from './use-media-query.ts';
import { useModal } from './use-modal.ts';
import { useSwipeAway } from './use-swipe-away.ts';
import { strings } from '../strings/strings.ts';

const WIDTHS = { narrow: 'sm:w-[28.75rem]', medium: 'sm:w-[40rem]', wide: 'sm:w-[60rem]' };

interface DialogProps {
  title: string;
  subtitle?: string;
  icon?: LucideIcon;
  width?: keyof typeof WIDTHS;
  /** As high as it may be, whatever is in it: for pages of different lengths. */
  isTall?: boolean;
  onClose: () => void;
  /** The body pads itself: use DialogBody, or its own panes. */
  children: ReactNode;
}

/** Open as long as it is rendered. Below 640 px it is a sheet from the bottom, which can be dragged down by its head. */
export function Dialog({ title, subtitle, icon: Icon, width = 'narrow', isTall = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useModal(dialog, onClose);
  const isSheet = useMediaQuery(NARROW);
  useSwipeAway(dialog, { isOn: isSheet, towards: 'down', handle: '[data-sheet-handle]', onAway: onClose });
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={subtitle ? `${id}-subtitle` : undefined}
      className={clsx(
        'm-auto max-h-[min(88vh,780px)] max-w-[calc(100vw-48px)] flex-col overflow-hidden rounded-dialog border border-line bg-bg p-0 text-ink shadow-float open:flex',
        'animate-rise backdrop:animate-fade',
        'max-sm:mb-[calc(100dvh-var(--app-height))] max-sm:max-h-[calc(var(--app-height)*0.92)] max-sm:w-full max-sm:max-w-full max-sm:animate-sheet-up max-sm:rounded-b-[0px] max-sm:border-x-0 max-sm:border-b-0',
        WIDTHS[width],
        isTall && 'h-[720px] max-sm:h-[calc(var(--app-height)*0.92)]',
      )}
    >
      <div
        data-sheet-handle
        className="flex shrink-0 items-center gap-3 border-b border-line-2 px-6 py-4 max-sm:relative max-sm:touch-none max-sm:px-4 max-sm:pt-5 max-sm:before:absolute max-sm:before:inset-x-0 max-sm:before:top-2 max-sm:before:mx-auto max-sm:before:h-1 max-sm:before:w-9 max-sm:before:rounded-full max-sm:before:bg-line"
      >
        {Icon && <DialogIcon icon={Icon} />}
        <div className="min-w-0 flex-1">
          <h2 id={`${id}-title`} data-dialog-heading tabIndex={-1} className="text-heading font-semibold">
            {title}
          </h2>
          {subtitle && (
            <p id={`${id}-subtitle`} className="text-list text-ink-2">
              {subtitle}
            </p>
          )}
        </div>
        <IconButton icon={X} label={strings.ui.close} onClick={onClose} className="-me-1.5" />
      </div>
      {children}
    </dialog>
  );
}

export function DialogBody({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={clsx(
        'min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-5 max-sm:px-4 max-sm:last:pb-[max(20px,env(safe-area-inset-bottom))]',
        className,
      )}
    >
      {children}
    </div>
  );
}

/** Buttons at the foot, the one that does it last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line-2 px-6 py-3.5 max-sm:px-4 max-sm:pb-[max(14px,env(safe-area-inset-bottom))]">
      {children}
    </div>
  );
}

function DialogIcon({ icon: Icon }: { icon: LucideIcon }) {
  return (
    <span
      aria-hidden
      className="flex size-9 shrink-0 items-center justify-center rounded-[10px] bg-linear-to-b from-[#12806d] to-[#0a5246] text-white"
    >
      <Icon size={18} />
    </span>
  );
}
