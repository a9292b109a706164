import { useActions } from '../../sync/store.ts';
import { hasOlder, type Timeline, type WindowOf } from '../../sync/timeline.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/strings.ts';
import { RoomStart } from './room-start.tsx';

/** Above the first loaded message: the room's start, or a sign of loading. */
export function PageEdge({ at, timeline }: { at: WindowOf; timeline: Timeline }) {
  const { loadOlder } = useActions();
  if (!hasOlder(timeline)) return at.thread_id === null ? <RoomStart roomId={at.room_id} /> : null;
  if (timeline.load.state !== 'failed') {
    return (
      <div className="px-5 pb-3">
        <SkeletonRows rows={2} label={strings.timeline.loadingEarlier} />
      </div>
    );
  }
  return (
    <div role="alert" className="flex flex-wrap items-center justify-center gap-3 px-5 pb-4 text-list text-ink-2">
      {strings.timeline.earlierFailed(timeline.load.message)}
      <Button onClick={() => loadOlder(at)}>{strings.timeline.tryAgain}</Button>
    </div>
  );
}
