import { Search, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useDialogActions } from '../../sync/store.ts';
import { isComposing } from '../../ui/composing.ts';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { useModal } from '../../ui/use-modal.ts';
import { strings } from '../../strings/strings.ts';

export const PaletteListPart = lazyPart(async () => (await import('./palette-list.tsx')).PaletteList);
const PARTS = [PaletteListPart];

/** The list's part of the keys in the field. True when the key was for the list. */
export type ListKeys = (event: KeyboardEvent) => boolean;

/** Rooms, agents, people, messages and commands by a few letters. The field is there at once, the list may come after the first letters. */
export function Palette() {
  const { closeDialog } = useDialogActions();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, closeDialog);
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string | undefined>(undefined);
  const keys = useRef<ListKeys | null>(null);
  const choosesFirst = useRef(false);
  const listId = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (keys.current) keys.current(event);
    else if (event.key === 'Enter' && !isComposing(event)) choosesFirst.current = true;
  };
  return (
    <dialog
      ref={dialog}
      aria-label={strings.finding.palette}
      className="mx-auto mt-[12vh] mb-auto max-h-[70vh] w-[640px] max-w-[calc(100vw-32px)] animate-rise flex-col overflow-hidden rounded-card border border-line bg-raise p-0 text-ink shadow-float backdrop:animate-fade open:flex max-sm:mt-4"
    >
      <div className="flex h-[52px] shrink-0 items-center gap-3 border-b border-line px-4">
        <Search size={17} aria-hidden className="shrink-0 text-ink-2" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={activeId}
          aria-label={strings.finding.palette}
          placeholder={strings.finding.palettePlaceholder}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-body outline-none tap:text-title"
        />
        <kbd className="rounded-tag border border-line px-1 font-sans text-tiny text-ink-3 tap:hidden">
          {strings.ui.keyNames.named.Escape}
        </kbd>
        <span className="-me-2.5 hidden tap:block">
          <IconButton icon={X} label={strings.finding.close} onClick={closeDialog} />
        </span>
      </div>
      <div id={listId} role="listbox" aria-label={strings.finding.whatThereIs} className="min-h-0 overflow-y-auto p-2">
        <LazyBoundary parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
          <PaletteListPart query={query} listId={listId} keys={keys} choosesFirst={choosesFirst} onActive={setActiveId} />
        </LazyBoundary>
      </div>
    </dialog>
  );
}
