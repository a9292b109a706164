import { Search } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { isShortcut } from '../../../src-shared/shortcuts.ts';
import { isComposing } from '../../ui/composing.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';
import { strings } from '../../strings/strings.ts';

/** Fetched after the first screen. */
export const RoomSearchPart = lazyPart(async () => (await import('./room-search.tsx')).RoomSearch);
const PARTS = [RoomSearchPart];

/** As high as the search, so that the messages do not move when it comes. */
const BAR = 'flex h-11 shrink-0 items-center gap-2 border-b border-line bg-panel px-5 max-sm:h-14 max-sm:px-2';

export function LaterRoomSearch(props: Omit<ComponentProps<typeof RoomSearchPart>, 'typed'>) {
  const [typed, setTyped] = useState('');
  return (
    <LazyBoundary
      parts={PARTS}
      meanwhile={<TypedAlready typed={typed} onType={setTyped} onClose={props.onClose} />}
      fallback={(retry) => (
        <div role="alert" className={BAR}>
          <p className="min-w-0 flex-1 truncate text-list text-ink-2">{strings.ui.notShown}</p>
          <TryAgain onRetry={retry} />
        </div>
      )}
    >
      <RoomSearchPart {...props} typed={typed} />
    </LazyBoundary>
  );
}

interface TypedAlreadyProps {
  typed: string;
  onType: (text: string) => void;
  onClose: () => void;
}

/** Takes the focus: what is typed until the search is there must not land in the message that is being written. */
function TypedAlready({ typed, onType, onClose }: TypedAlreadyProps) {
  return (
    <div role="search" className={BAR}>
      <Search size={15} aria-hidden className="shrink-0 text-ink-2" />
      <input
        autoFocus
        aria-label={strings.finding.inThisRoom}
        placeholder={strings.finding.inThisRoom}
        value={typed}
        maxLength={200}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => isShortcut(event, 'closeSearch') && !isComposing(event) && onClose()}
        className="h-8 min-w-0 flex-1 bg-transparent text-list outline-none tap:text-title"
      />
    </div>
  );
}
