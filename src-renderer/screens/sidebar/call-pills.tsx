import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { SidebarList } from '../../features/rooms/sidebar-lists.ts';
import { countWord } from '../../sync/title.ts';
import type { Scroller } from '../../ui/virtual-rows.tsx';
import { strings } from '../../strings/strings.ts';
import { hiddenCalls, type CallsOutOfSight, type HiddenCalls } from './calls.ts';

interface CallPillsProps {
  lists: readonly SidebarList[];
  /** Its messages are on the screen. */
  openRoomId: string | null;
  scroller: Scroller;
}

/** Direct messages and mentions are always in sight: these lead to the ones that are scrolled away. */
export function CallPills({ lists, openRoomId, scroller }: CallPillsProps) {
  const rows = useMemo(() => {
    const all = lists.flatMap((list) => [...list.rows, ...list.more]);
    return all.filter(({ calls, roomId }) => calls > 0 && roomId !== openRoomId).map(({ id, calls }) => ({ key: id, calls }));
  }, [lists, openRoomId]);
  const kept = useRef<CallsOutOfSight>(NONE);
  const { above, below } = useSyncExternalStore(scroller.subscribe, () => {
    const next = rows.length === 0 ? NONE : hiddenCalls(rows, scroller);
    if (JSON.stringify(next) !== JSON.stringify(kept.current)) kept.current = next;
    return kept.current;
  });
  return (
    <>
      {above && <Pill calls={above} side="above" onPress={() => scroller.show(above.key, { focuses: true })} />}
      {below && <Pill calls={below} side="below" onPress={() => scroller.show(below.key, { focuses: true })} />}
    </>
  );
}

const NONE = { above: null, below: null };

function Pill({ calls, side, onPress }: { calls: HiddenCalls; side: 'above' | 'below'; onPress: () => void }) {
  const Icon = side === 'above' ? ArrowUp : ArrowDown;
  const count = countWord(calls.count);
  return (
    <button
      type="button"
      onClick={onPress}
      className={clsx(
        'absolute inset-x-0 z-1 mx-auto flex h-7 w-fit items-center gap-1.5 rounded-full bg-coral-solid px-3 text-meta font-semibold text-on-coral shadow-float tap:h-11',
        side === 'above' ? 'top-1.5' : 'bottom-1.5',
      )}
    >
      <Icon size={13} aria-hidden />
      {side === 'above' ? strings.sidebar.unreadAbove(count) : strings.sidebar.unreadBelow(count)}
    </button>
  );
}
