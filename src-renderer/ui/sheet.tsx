import { X } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { useModal } from './use-modal.ts';
import { useSwipeAway } from './use-swipe-away.ts';
import { ScrollerContext, useScroller } from './virtual-rows.tsx';
import { strings } from '../strings/strings.ts';

interface SheetProps {
  title: string;
  /** Beside the button that closes it. */
  actions?: ReactNode;
  /** Its content scrolls itself, and fills the height. */
  isColumn?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A panel that comes in from the end of the line, over the page: what the right panel is where there is no room for it. It can be
 * swiped out again. */
export function Sheet({ title, actions, isColumn = false, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const scroller = useScroller();
  useModal(dialog, onClose);
  useSwipeAway(dialog, { isOn: true, towards: 'end', onAway: onClose });
  return (
    <dialog
      ref={dialog}
      data-swipes
      aria-labelledby={id}
      className={`me-0 ms-auto h-(--app-height) max-h-(--app-height) ${isColumn ? 'w-[28.75rem]' : 'w-[21.25rem]'} max-w-full animate-sheet-in flex-col border-0 border-s border-line bg-bg p-0 text-ink shadow-float backdrop:animate-fade open:flex max-sm:w-full`}
    >
      <div className="flex h-14 shrink-0 items-center justify-between border-b border-line-2 pe-3 ps-4">
        <h2 id={id} data-dialog-heading tabIndex={-1} className="flex-1 text-title font-semibold">
          {title}
        </h2>
        {actions}
        <IconButton icon={X} label={strings.ui.close} onClick={onClose} />
      </div>
      {isColumn ? (
        <div className="flex min-h-0 flex-1 flex-col">{children}</div>
      ) : (
        <div ref={scroller.ref} className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-[env(safe-area-inset-bottom)]">
          <div>
            <ScrollerContext value={scroller}>{children}</ScrollerContext>
          </div>
        </div>
      )}
    </dialog>
  );
}
