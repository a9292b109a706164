import clsx from 'clsx';
import { useStore } from 'zustand';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp } from '../../sync/store.ts';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ScrollerContext, useScroller } from '../../ui/virtual-rows.tsx';
import { strings } from '../../strings/strings.ts';

// A phone does not show it at first.
const PanelTabs = lazyPart(async () => (await import('./panel-tabs.tsx')).PanelTabs);
const PARTS = [PanelTabs];

interface RoomPanelProps {
  room: RoomFacts;
  isSheet: boolean;
  onClose: () => void;
}

/** The panel is beside the room. */
const stay = (): void => undefined;

export function RoomPanel({ room, isSheet, onClose }: RoomPanelProps) {
  const scroller = useScroller();
  // A text needs more room than a list.
  const isWide = useStore(useApp().layout, (state) => state.panelTab === 'page');
  const tabs = (
    <LazyBoundary parts={PARTS} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
      <PanelTabs room={room} onUncover={isSheet ? onClose : stay} />
    </LazyBoundary>
  );
  if (isSheet) {
    return (
      <Sheet title={strings.members.panel} onClose={onClose}>
        <div className="p-4">{tabs}</div>
      </Sheet>
    );
  }
  return (
    <aside
      ref={scroller.ref}
      data-part
      aria-label={strings.members.panel}
      className={clsx(
        'shrink-0 overflow-y-auto border-s border-line bg-bg p-4',
        isWide ? 'w-[clamp(312px,36vw,37.5rem)]' : 'w-[min(19.5rem,max(312px,33vw))]',
      )}
    >
      <div>
        <ScrollerContext value={scroller}>{tabs}</ScrollerContext>
      </div>
    </aside>
  );
}
