import { WifiOff } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useApp, useConnection, useHomeState } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { connectionTrouble } from './connection-words.ts';

/** A connection that is back within this time is not worth a word. */
const SHOWN_AFTER_MS = 300;

/** A thin bar that says what is wrong and that nothing is lost. */
export function ConnectionBar() {
  const { client } = useApp();
  const connection = useConnection();
  const gateway = useHomeState((state) => state.gateway);
  const isOnline = useIsOnline();
  const trouble = connectionTrouble(connection, gateway, isOnline);
  const isShown = useLasting(trouble !== null, SHOWN_AFTER_MS);
  return (
    <div role="status">
      {isShown && trouble && (
        <div className="flex min-h-8 items-center justify-center gap-2 border-b border-line bg-amber-soft px-4 py-1 text-center text-list text-ink">
          <WifiOff size={14} aria-hidden className="shrink-0 text-amber-ink" />
          <span>{trouble.words}</span>
          {trouble.canTryNow && (
            <button
              type="button"
              onClick={() => client.reconnectNow()}
              className="shrink-0 rounded-control px-2 font-semibold text-accent hover:underline tap:min-h-11"
            >
              {strings.connection.tryNow}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** True once `value` has been true for so long. */
function useLasting(value: boolean, ms: number): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!value) return setHasLasted(false);
    const timer = setTimeout(() => setHasLasted(true), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value && hasLasted;
}

function useIsOnline(): boolean {
  return useSyncExternalStore(subscribeOnline, () => navigator.onLine);
}

function subscribeOnline(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
