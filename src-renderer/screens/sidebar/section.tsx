import clsx from 'clsx';
import { ChevronRight, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { isFolded, toggledFold, type SectionId } from '../../sync/device/layout.ts';
import { useApp } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Folded } from './fold.ts';

interface SectionProps {
  id: SectionId;
  title: string;
  /** The action of the button at its right. Absent without the permission. */
  action?: { icon: LucideIcon; label: string; onClick: () => void };
  children: ReactNode;
}

export function Section({ id: section, title, action, children }: SectionProps) {
  const id = useId();
  const { layout } = useApp();
  const isClosed = useStore(layout, (state) => isFolded(state, section));
  return (
    <div role="group" aria-labelledby={id} className="mt-3">
      <div className="flex h-8 items-center justify-between pe-1 tap:h-11">
        <h2 id={id} className="min-w-0 flex-1 text-meta font-semibold text-ink-3">
          <button
            type="button"
            aria-expanded={!isClosed}
            onClick={() => layout.setState((state) => toggledFold(state, section))}
            className="group/fold flex h-7 max-w-full items-center gap-1 rounded-control px-2 hover:text-ink focus-visible:-outline-offset-2 tap:h-11 tap:w-full"
          >
            <span className="truncate">{title}</span>
            <ChevronRight
              size={13}
              aria-hidden
              className={clsx(
                'shrink-0 transition-[rotate,opacity] duration-120',
                !isClosed &&
                  'rotate-90 opacity-0 rtl:-rotate-90 group-hover/fold:opacity-100 group-focus-visible/fold:opacity-100 tap:opacity-100',
              )}
            />
          </button>
        </h2>
        {action && <IconButton icon={action.icon} label={action.label} onClick={action.onClick} size="small" />}
      </div>
      <Folded value={isClosed}>
        <ul className="flex flex-col gap-px">{children}</ul>
      </Folded>
    </div>
  );
}
