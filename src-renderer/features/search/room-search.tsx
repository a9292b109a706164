import { ChevronDown, ChevronUp, List, Search, X } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { isShortcut } from '../../../src-shared/shortcuts.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useActions, useDialogActions } from '../../sync/store.ts';
import { useBack } from '../../ui/back.ts';
import { isComposing } from '../../ui/composing.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { NARROW, useMediaQuery } from '../../ui/use-media-query.ts';
import { strings } from '../../strings/strings.ts';
import { useHighlights } from './use-highlights.ts';
import { useMessageSearch, type MessageSearch } from './use-message-search.ts';

const SEARCH_CHARS_MIN = 2;
const PAGE = 50;

interface RoomSearchProps {
  room: RoomFacts;
  /** Changes when it is asked for again while it is open. */
  round: number;
  /** The text typed before this part was loaded. */
  typed: string;
  onClose: () => void;
}

/** Goes from match to match in the room, the newest first. */
export function RoomSearch({ room, round, typed, onClose }: RoomSearchProps) {
  const { goTo } = useActions();
  const { openDialog } = useDialogActions();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(typed);
  const isAsking = query.trim().length >= SEARCH_CHARS_MIN;
  const { search, isBusy, loadMore, retry } = useMessageSearch(isAsking ? { query, room_id: room.id, limit: PAGE } : null);
  /** Which match is shown; -1 before the first. */
  const [at, setAt] = useState(-1);
  const results = search.state === 'found' && isAsking ? search.results : [];
  useHighlights(isAsking ? query : '');
  useBack(onClose, useMediaQuery(NARROW));
  const firstRound = useRef(round);
  // At once: a letter that comes after this drawing belongs here.
  useLayoutEffect(() => {
    const input = field.current;
    input?.focus();
    if (firstRound.current === round) input?.setSelectionRange(input.value.length, input.value.length);
    else input?.select();
  }, [round]);

  function show(index: number): void {
    const result = results[index];
    if (!result) return;
    setAt(index);
    goTo({ room_id: room.id, seq: result.message.seq }, { replaces: true });
  }
  function older(): void {
    if (search.state === 'failed') return retry();
    const hasMore = search.state === 'found' && search.next !== null;
    if (hasMore && at >= results.length - 2) loadMore();
    if (at + 1 < results.length) show(at + 1);
    else if (!hasMore) show(0);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (isShortcut(event, 'closeSearch')) onClose();
    else if (event.key === 'ArrowUp' || isShortcut(event, 'olderMatch')) older();
    else if (event.key === 'ArrowDown' || isShortcut(event, 'newerMatch')) show(at <= 0 ? results.length - 1 : at - 1);
    else return;
    event.preventDefault();
  }
  return (
    <div role="search" className="flex h-11 shrink-0 items-center gap-1 border-b border-line bg-panel px-5 max-sm:h-14 max-sm:px-2">
      <Search size={15} aria-hidden className="me-1.5 shrink-0 text-ink-2" />
      <input
        ref={field}
        aria-label={strings.finding.inThisRoom}
        placeholder={strings.finding.inThisRoom}
        value={query}
        maxLength={200}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
        className="h-8 min-w-0 flex-1 bg-transparent text-list outline-none tap:text-title"
      />
      <p role="status" className="shrink-0 px-1 text-meta text-ink-2 tabular-nums">
        {isAsking && !isBusy ? foundWords(search, at) : ''}
      </p>
      <IconButton
        icon={ChevronUp}
        label={strings.finding.olderMatch}
        shortcut="⏎"
        size="small"
        disabled={results.length === 0}
        onClick={older}
      />
      <IconButton
        icon={ChevronDown}
        label={strings.finding.newerMatch}
        shortcut="⇧⏎"
        size="small"
        disabled={results.length === 0}
        onClick={() => show(at <= 0 ? results.length - 1 : at - 1)}
      />
      <IconButton
        icon={List}
        label={strings.finding.asList}
        size="small"
        onClick={() => openDialog({ kind: 'search', query: query.trim(), room_id: room.id })}
      />
      <IconButton icon={X} label={strings.finding.close} size="small" onClick={onClose} />
    </div>
  );
}

function foundWords(search: MessageSearch, at: number): string {
  switch (search.state) {
    case 'found': {
      const count = `${search.results.length}${search.next === null ? '' : '+'}`;
      if (search.results.length === 0) return strings.finding.nothingFound;
      return at === -1 ? strings.finding.matches(count) : strings.finding.match(at + 1, count);
    }
    case 'offline':
      return strings.finding.notConnected;
    case 'failed':
      return strings.finding.didNotWork;
    case 'idle':
    case 'searching':
      return '';
  }
}
