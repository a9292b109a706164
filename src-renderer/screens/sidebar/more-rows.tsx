import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useContext, useState, type ReactNode } from 'react';
import { Folded } from './fold.ts';
import { RowText, rowClass } from './sidebar-row.tsx';

/** Rarely needed rows, behind a button that opens them. */
export function MoreRows({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const isFolded = useContext(Folded);
  return (
    <li>
      {!isFolded && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className={rowClass({ isSelected: false, isUnread: false })}
        >
          <ChevronRight
            size={15}
            aria-hidden
            className={clsx('shrink-0 text-ink-3 transition-transform duration-120', isOpen && 'rotate-90 rtl:-rotate-90')}
          />
          <RowText>{title}</RowText>
        </button>
      )}
      <Folded value={isFolded || !isOpen}>
        <ul className="flex flex-col gap-px">{children}</ul>
      </Folded>
    </li>
  );
}
