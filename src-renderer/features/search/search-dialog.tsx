import { Search, X } from 'lucide-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useActions, useDialogActions, useMe, useParticipants, useRooms } from '../../sync/store.ts';
import { isComposing } from '../../ui/composing.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Option, useChoices } from '../../ui/listbox.tsx';
import { useModal } from '../../ui/use-modal.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';
import { forgetRecent, keepRecent, loadRecent, type RecentSearch } from './recent-searches.ts';
import { completions, questionOf, takeChips, typedFilter, withChips, type Chip, type FilterSource } from './search-filters.ts';
import { ItemFace, itemKey, itemsOf, SearchState, type SearchItem } from './search-results.tsx';
import { useMessageSearch } from './use-message-search.ts';

interface SearchDialogProps {
  /** The initial search. */
  start: { query?: string; room_id?: string };
}

/** Every message one may read, by words and filters. */
export function SearchDialog({ start }: SearchDialogProps) {
  const { closeDialog } = useDialogActions();
  const { goTo } = useActions();
  const meId = useMe().id;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useModal(dialog, closeDialog);
  const source = useFilterSource();
  const [asked, setAsked] = useState<RecentSearch>(() => ({ text: start.query ?? '', chips: startingChips(start.room_id, source) }));
  const { text, chips } = asked;
  const [recent, setRecent] = useState(() => loadRecent(localStorage, meId));
  const typed = typedFilter(text);
  const question = useMemo(() => questionOf(text, chips), [text, chips]);
  const handle = useMessageSearch(question);
  const offered = typed ? completions(typed, source) : [];
  const items = itemsOf({ offered, recent: question || typed ? [] : recent, handle: typed ? null : handle });
  const choices = useChoices(items, asked);
  const id = useId();
  const optionId = (item: SearchItem | undefined): string | undefined => item && `${id}-${itemKey(item)}`;

  function change(next: string): void {
    const taken = takeChips(next, source);
    setAsked({ text: taken.text, chips: withChips(chips, taken.chips) });
  }
  function add(chip: Chip): void {
    setAsked({ text: typed ? text.slice(0, typed.start) : text, chips: withChips(chips, [chip]) });
    field.current?.focus();
  }
  function choose(item: SearchItem): void {
    if (item.kind === 'chip') return add(item.chip);
    if (item.kind === 'recent') return setAsked(item.search);
    if (item.kind === 'more') return handle.loadMore();
    keepRecent(localStorage, meId, asked, source.rooms);
    closeDialog();
    goTo({ room_id: item.result.room_id, seq: item.result.message.seq });
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event) || choices.onKeyDown(event, choose)) return;
    if (event.key === 'Tab' && !event.shiftKey && choices.current?.kind === 'chip') add(choices.current.chip);
    else if (event.key === 'Backspace' && event.currentTarget.selectionEnd === 0) setAsked({ text, chips: chips.slice(0, -1) });
    else return;
    event.preventDefault();
  }
  const isRoomKnown = chips.some(({ key }) => key === 'in');
  return (
    <dialog
      ref={dialog}
      aria-label={strings.finding.search}
      className="mx-auto mt-[8vh] mb-auto max-h-[80vh] w-[720px] max-w-[calc(100vw-32px)] animate-rise flex-col overflow-hidden rounded-card border border-line bg-raise p-0 text-ink shadow-float backdrop:animate-fade open:flex max-sm:m-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-full max-sm:max-w-none max-sm:rounded-[0px] max-sm:border-0"
    >
      <div className="flex min-h-[52px] shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-1.5 max-sm:pe-1">
        <Search size={17} aria-hidden className="me-1.5 shrink-0 text-ink-2" />
        {chips.map((chip) => (
          <ChipButton key={chip.key} chip={chip} onRemove={() => setAsked({ text, chips: chips.filter((each) => each !== chip) })} />
        ))}
        <input
          ref={field}
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={optionId(choices.current)}
          aria-label={strings.finding.search}
          placeholder={chips.length === 0 ? strings.searching.placeholder : strings.searching.placeholderWithFilters}
          value={text}
          maxLength={200}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-9 min-w-40 flex-1 bg-transparent text-body outline-none tap:text-title"
        />
        <IconButton icon={X} label={strings.finding.close} onClick={closeDialog} />
      </div>
      <div className="min-h-0 overflow-y-auto p-2 max-sm:flex-1">
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={typed ? strings.searching.filters : question ? strings.searching.messages : strings.searching.earlier}
          aria-busy={handle.isBusy}
        >
          {items.map((item, index) => (
            <Option
              key={itemKey(item)}
              id={optionId(item)}
              isActive={index === choices.active}
              onChoose={() => choose(item)}
              onPoint={() => choices.point(index)}
              className={item.kind === 'message' ? 'min-h-14 py-1.5' : 'h-10 text-list tap:h-12'}
            >
              <ItemFace item={item} handle={handle} isRoomKnown={isRoomKnown} />
            </Option>
          ))}
        </div>
        <SearchState
          handle={handle}
          mode={typed ? { is: 'filter', hasAny: offered.length > 0, key: typed.key } : { is: question ? 'results' : 'start' }}
          hasRecent={items.length > 0}
          hasChips={chips.length > 0}
          onFilter={(key) => {
            setAsked({ text: `${text}${text === '' || text.endsWith(' ') ? '' : ' '}${key}:`, chips });
            field.current?.focus();
          }}
          onForget={() => {
            forgetRecent(localStorage, meId);
            setRecent([]);
          }}
        />
        {!isRoomKnown && source.rooms.some(({ room }) => room.encrypted) && (
          <p className="px-2 pt-1 pb-2 text-meta text-ink-3">{strings.searching.sealedApart}</p>
        )}
      </div>
    </dialog>
  );
}

function ChipButton({ chip, onRemove }: { chip: Chip; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={strings.searching.removeFilter(chip.label)}
      onClick={onRemove}
      className="flex h-7 max-w-60 items-center gap-1 rounded-control bg-accent-soft pe-1.5 ps-2 text-meta font-semibold text-accent hover:bg-line-2 tap:h-10"
    >
      <span className="truncate">{chip.label}</span>
      <X size={13} aria-hidden className="shrink-0" />
    </button>
  );
}

function useFilterSource(): FilterSource {
  const rooms = useRooms();
  const participants = useParticipants();
  const meId = useMe().id;
  const now = useNow();
  return useMemo(() => ({ rooms, participants, meId, now }), [rooms, participants, meId, now]);
}

function startingChips(roomId: string | undefined, source: FilterSource): Chip[] {
  const view = source.rooms.find(({ room }) => room.id === roomId);
  if (!view) return [];
  return completions({ key: 'in', value: '' }, { ...source, rooms: [view] });
}
