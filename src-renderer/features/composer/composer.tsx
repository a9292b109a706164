import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { useSecret } from '../../sync/sealed/use-sealed.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useCommand, useMe } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorFallback } from '../../ui/error-fallback.tsx';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';
import type { DraftDesk } from './draft-desk.ts';
import { WritingBox } from './writing-box.tsx';
import { LaterScheduledLine } from '../scheduled/later-scheduled-line.tsx';
import { writingState } from '../rooms/writing-state.ts';

/** Only for sealed rooms whose key is not on this device. */
export const KeyFormPart = lazyPart(async () => (await import('../sealed/key-form.tsx')).KeyForm);

/** Where one writes, or why one cannot. */
export function Composer({ room, desk }: { room: RoomFacts; desk: DraftDesk }) {
  const state = writingState(room, useMe());
  const hasKey = useSecret(room.id) !== undefined;
  const box = useRef<HTMLDivElement>(null);
  useToastsAbove(box, desk.at.thread_id === null);
  return (
    <div ref={box} data-part className="shrink-0 px-5 pb-4 max-sm:px-2.5 max-sm:pb-[max(10px,env(safe-area-inset-bottom))]">
      {desk.at.thread_id === null && <LaterScheduledLine roomId={room.id} />}
      {room.ephemeral && <p className="pb-1 text-meta text-ink-3">{strings.roomPage.notKept}</p>}
      {room.encrypted && !hasKey ? (
        <LazyBoundary parts={[KeyFormPart]} fallback={(retry) => <ErrorFallback onRetry={retry} />}>
          <KeyFormPart room={room} />
        </LazyBoundary>
      ) : state.canWrite ? (
        <WritingBox room={room} desk={desk} />
      ) : (
        <CannotWrite room={room} reason={state.reason} canRestore={state.canRestore} />
      )}
    </div>
  );
}

/** Tells the stylesheet how much of the page toasts leave free. */
function useToastsAbove(box: RefObject<HTMLElement | null>, isOn: boolean): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !isOn) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--writing-height', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--writing-height');
    };
  }, [box, isOn]);
}

function CannotWrite({ room, reason, canRestore }: { room: RoomFacts; reason: string; canRestore: boolean }) {
  const command = useCommand();
  const toast = useToast();
  const restore = useCallback(() => {
    command('archive_room', { room_id: room.id, archived: false }).catch((error: unknown) => toast({ text: explain(error) }));
  }, [command, room.id, toast]);
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-panel px-4 py-2 text-list text-ink-2">
      {reason}
      {canRestore && <Button onClick={restore}>{strings.composer.bringBack}</Button>}
    </div>
  );
}
