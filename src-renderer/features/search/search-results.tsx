import { CloudOff, CornerDownLeft, Filter, History, SearchX } from 'lucide-react';
import type { SearchResult } from '../../../src-shared/search.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { wordsOf, type RecentSearch } from './recent-searches.ts';
import { ResultFace } from './result-face.tsx';
import { FILTER_KEYS, type Chip, type FilterKey } from './search-filters.ts';
import type { SearchHandle } from './use-message-search.ts';

export type SearchItem =
  | { kind: 'chip'; chip: Chip }
  | { kind: 'recent'; search: RecentSearch }
  | { kind: 'message'; result: SearchResult }
  | { kind: 'more' };

interface Items {
  offered: readonly Chip[];
  recent: readonly RecentSearch[];
  /** Null while a filter is typed: what was found before has to wait. */
  handle: SearchHandle | null;
}

export function itemsOf({ offered, recent, handle }: Items): SearchItem[] {
  const found = handle?.search.state === 'found' ? handle.search : null;
  return [
    ...offered.map((chip): SearchItem => ({ kind: 'chip', chip })),
    ...recent.map((search): SearchItem => ({ kind: 'recent', search })),
    ...(found?.results ?? []).map((result): SearchItem => ({ kind: 'message', result })),
    ...(found?.next ? [{ kind: 'more' } as const] : []),
  ];
}

export function itemKey(item: SearchItem): string {
  if (item.kind === 'chip') return `${item.chip.key}-${item.chip.value}`;
  if (item.kind === 'recent') return `recent-${wordsOf(item.search)}`;
  return item.kind === 'message' ? item.result.message.id : 'more';
}

export function ItemFace({ item, handle: { search }, isRoomKnown }: { item: SearchItem; handle: SearchHandle; isRoomKnown: boolean }) {
  const found = search.state === 'found' ? search : null;
  switch (item.kind) {
    case 'chip':
      return (
        <>
          <Filter size={15} aria-hidden className="shrink-0 text-ink-2" />
          <span className="min-w-0 flex-1 truncate font-medium">{item.chip.label}</span>
          <CornerDownLeft size={13} aria-hidden className="shrink-0 text-ink-3" />
        </>
      );
    case 'recent':
      return (
        <>
          <History size={15} aria-hidden className="shrink-0 text-ink-2" />
          <span className="min-w-0 flex-1 truncate">{wordsOf(item.search)}</span>
        </>
      );
    case 'message':
      return <ResultFace result={item.result} authors={found?.participants ?? {}} isRoomKnown={isRoomKnown} lines={2} />;
    case 'more':
      return (
        <span className="flex-1 text-center font-semibold text-accent">
          {found?.isLoadingMore ? strings.searching.loading : strings.searching.older}
        </span>
      );
  }
}

interface SearchStateProps {
  handle: SearchHandle;
  mode: { is: 'start' | 'results' } | { is: 'filter'; hasAny: boolean; key: FilterKey };
  hasRecent: boolean;
  hasChips: boolean;
  onFilter: (key: FilterKey) => void;
  onForget: () => void;
}

/** The text below the list, or in its place. */
export function SearchState({ handle: { search, retry }, mode, hasRecent, hasChips, onFilter, onForget }: SearchStateProps) {
  if (mode.is === 'filter') {
    return mode.hasAny ? null : <p className="px-2 py-6 text-center text-list text-ink-2">{strings.searching.noneLikeThat[mode.key]}</p>;
  }
  if (mode.is === 'start') return <Start hasRecent={hasRecent} onFilter={onFilter} onForget={onForget} />;
  switch (search.state) {
    case 'idle':
    case 'searching':
      return (
        <div className="px-2">
          <SkeletonRows rows={4} label={strings.searching.searching} />
        </div>
      );
    case 'offline':
      return <EmptyState icon={CloudOff} title={strings.searching.offline} text={strings.searching.offlineText} />;
    case 'failed':
      return (
        <div role="alert">
          <EmptyState icon={SearchX} title={strings.searching.failed} text={search.reason}>
            <Button look="primary" onClick={retry}>
              {strings.ui.tryAgain}
            </Button>
          </EmptyState>
        </div>
      );
    case 'found':
      return (
        <>
          <p role="status" className="sr-only">
            {foundWords(search.results.length, search.next !== null)}
          </p>
          {search.results.length === 0 && (
            <EmptyState
              icon={SearchX}
              title={strings.searching.noMessage}
              text={hasChips ? strings.searching.noMessageFiltered : strings.searching.noMessageText}
            />
          )}
        </>
      );
  }
}

function foundWords(count: number, hasMore: boolean): string {
  if (count === 0) return strings.finding.nothingFound;
  return hasMore ? strings.searching.foundOrMore(count) : strings.searching.found(count);
}

function Start({ hasRecent, onFilter, onForget }: Pick<SearchStateProps, 'hasRecent' | 'onFilter' | 'onForget'>) {
  return (
    <div className="flex flex-col gap-3 px-2 pt-2 pb-2">
      {hasRecent && (
        <Button className="h-8 self-start" onClick={onForget}>
          {strings.searching.forgetEarlier}
        </Button>
      )}
      <p className="text-meta font-semibold text-ink-3">{strings.searching.narrow}</p>
      <div className="flex flex-wrap gap-2">
        {FILTER_KEYS.map((key) => (
          <button
            key={key}
            type="button"
            onClick={() => onFilter(key)}
            className="flex h-8 items-center gap-1.5 rounded-control border border-line px-2.5 text-list text-ink-2 hover:bg-line-2 tap:h-11"
          >
            <span className="font-mono text-code text-accent">{key}:</span>
            {strings.searching.filterHelp[key]}
          </button>
        ))}
      </div>
      <p className="text-meta text-ink-3">{strings.searching.hint}</p>
    </div>
  );
}
