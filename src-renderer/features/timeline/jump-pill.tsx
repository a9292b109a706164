import { ArrowDown } from 'lucide-react';
import { countWord } from '../../sync/title.ts';
import { usePosition } from '../../sync/store.ts';
import type { WindowOf } from '../../sync/timeline.ts';
import { hasKeyboard } from '../../ui/use-media-query.ts';
import { strings } from '../../strings/strings.ts';
import { useRoomUi } from './room-ui.ts';

/** Back to the newest messages; says how many came meanwhile. */
export function JumpPill({ at, onJump }: { at: WindowOf; onJump: () => void }) {
  const { focusField } = useRoomUi();
  const unread = usePosition(at)?.unread ?? 0;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 z-10 flex justify-center">
      <button
        type="button"
        onClick={() => {
          onJump();
          // The button disappears with the focus on it. Keyboard users would have to start at the top of the page.
          if (hasKeyboard()) focusField();
        }}
        className="pointer-events-auto flex h-8 animate-rise items-center gap-1.5 rounded-full border border-line bg-raise px-3 text-list font-semibold text-accent shadow-float hover:bg-line-2 tap:h-11"
      >
        <ArrowDown size={15} aria-hidden />
        {unread > 0 ? strings.timeline.countNew(countWord(unread)) : strings.timeline.jumpToLatest}
      </button>
    </div>
  );
}
