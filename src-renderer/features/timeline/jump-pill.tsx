import { ArrowDown } from 'lucide-react';
import { countWord } from '../../sync/title.ts';
import { usePosition } from '../../sync/store.ts';
import type { WindowOf } from '../../sync/timeline.ts';
import { hasKeyboard } from '../../ui/use-media-query.ts';
import { strings } from '../../strings/strings.ts';
import { useRoomUi } from './room-ui.ts';

/** Fewer are nearly all in sight at the end. */
const FIRST_NEW_FROM = 10;

const PILL =
  'pointer-events-auto flex h-8 animate-rise items-center gap-1.5 rounded-full border border-line bg-raise px-3 text-list font-semibold shadow-float hover:bg-line-2 tap:h-11';

interface JumpPillProps {
  at: WindowOf;
  onJump: () => void;
  /** Null while nothing is new. */
  onFirstNew: (() => void) | null;
}

/** Back to the newest messages; says how many came meanwhile, and leads to the first of many. */
export function JumpPill({ at, onJump, onFirstNew }: JumpPillProps) {
  const { focusField } = useRoomUi();
  const unread = usePosition(at)?.unread ?? 0;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 z-10 flex justify-center gap-2">
      {onFirstNew && unread >= FIRST_NEW_FROM && (
        <button type="button" onClick={onFirstNew} className={`${PILL} text-ink-2`}>
          {strings.timeline.firstNew}
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          onJump();
          // The button disappears with the focus on it. Keyboard users would have to start at the top of the page.
          if (hasKeyboard()) focusField();
        }}
        className={`${PILL} text-accent`}
      >
        <ArrowDown size={15} aria-hidden />
        {unread > 0 ? strings.timeline.countNew(countWord(unread)) : strings.timeline.jumpToLatest}
      </button>
    </div>
  );
}
