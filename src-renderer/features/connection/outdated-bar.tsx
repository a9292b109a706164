import { RefreshCw } from 'lucide-react';
import { useHomeState, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/strings.ts';

/** A thin bar while the page has another version or build than the home. The page reloads automatically once nothing is lost by that. */
export function OutdatedBar() {
  const isOutdated = useHomeState(({ connection, newBuild }) => connection.state === 'outdated' || newBuild !== null);
  const hasSealed = useSnapshot(({ rooms }) => Object.values(rooms).some(({ room }) => room.encrypted));
  return (
    <div role="status">
      {isOutdated && (
        <div className="flex min-h-8 items-center justify-center gap-2 border-b border-line bg-amber-soft px-4 py-1 text-center text-list text-ink">
          <RefreshCw size={14} aria-hidden className="shrink-0 text-amber-ink" />
          <span className="min-w-0 wrap-anywhere">{strings.connection.outdated(hasSealed)}</span>
          <Button size="small" onClick={() => window.location.reload()}>
            {strings.connection.reload}
          </Button>
        </div>
      )}
    </div>
  );
}
