import type { ComponentProps } from 'react';
import { Button } from '../../ui/button.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { strings } from '../../strings/strings.ts';

/** Fetched after the first screen. */
export const RoomSearchPart = lazyPart(async () => (await import('./room-search.tsx')).RoomSearch);
const PARTS = [RoomSearchPart];

/** As high as the search, so that the messages do not move when it comes. */
const BAR = 'flex h-11 shrink-0 items-center gap-2 border-b border-line bg-panel px-5 max-sm:h-14';

export function LaterRoomSearch(props: ComponentProps<typeof RoomSearchPart>) {
  return (
    <LazyBoundary
      parts={PARTS}
      meanwhile={<div className={BAR} />}
      fallback={(retry) => (
        <div role="alert" className={BAR}>
          <p className="min-w-0 flex-1 truncate text-list text-ink-2">{strings.ui.notShown}</p>
          <Button look="quiet" onClick={retry}>
            {strings.ui.tryAgain}
          </Button>
        </div>
      )}
    >
      <RoomSearchPart {...props} />
    </LazyBoundary>
  );
}
