import clsx from 'clsx';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { readingKey } from './direction.ts';

export interface Tab<Id extends string> {
  id: Id;
  label: string;
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** The tabs share the whole width. */
  isWide?: boolean;
  className?: string;
  children: ReactNode;
}

/** Tabs and the panel of the selected one. Arrow keys select (ARIA Authoring Practices, tabs with automatic activation). */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, isWide = false, className, children }: TabsProps<Id>) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = nextTab(tabs, selected, event.key);
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className={clsx('flex max-w-full gap-0.5 overflow-x-auto rounded-[10px] bg-line-2 p-1', !isWide && 'w-fit', className)}
      >
        {tabs.map((tab) => {
          const isSelected = tab.id === selected;
          return (
            <button
              key={tab.id}
              id={`${id}-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={isSelected}
              aria-controls={isSelected ? `${id}-panel` : undefined}
              tabIndex={isSelected ? 0 : -1}
              onClick={(event) => {
                // Where there are more tabs than fit, the whole of the one that is pressed is seen.
                event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' });
                onSelect(tab.id);
              }}
              className={clsx(
                'h-7 rounded-[7px] font-semibold whitespace-nowrap transition-colors duration-120 focus-visible:-outline-offset-2 tap:h-11',
                // Narrow enough that those of the room's panel fit: a strip that is one pixel too wide has a scrollbar.
                isWide ? 'flex-1 px-1 text-meta tap:text-list' : 'px-3 text-list',
                isSelected ? 'bg-raise text-ink' : 'text-ink-2 hover:text-ink',
              )}
            >
              {tab.label}
            </button>
          );
        })}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${selected}`}>
        {children}
      </div>
    </>
  );
}

function nextTab<Id extends string>(tabs: readonly Tab<Id>[], selected: Id, key: string): Tab<Id> | undefined {
  const at = tabs.findIndex((tab) => tab.id === selected);
  const towards = readingKey(key);
  if (towards === 'ArrowRight') return tabs[(at + 1) % tabs.length];
  if (towards === 'ArrowLeft') return tabs[(at - 1 + tabs.length) % tabs.length];
  if (key === 'Home') return tabs[0];
  if (key === 'End') return tabs.at(-1);
  return undefined;
}
