import { useCallback, useEffect, useState } from 'react';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

interface Sessions {
  /** Null until the home has answered. */
  sessions: readonly SessionInfo[] | null;
  problem: string | null;
  reload: () => Promise<void>;
}

export function useSessions(): Sessions {
  const command = useCommand();
  const [state, setState] = useState<Pick<Sessions, 'sessions' | 'problem'>>({ sessions: null, problem: null });
  const reload = useCallback(
    () =>
      command('list_sessions', {}).then(
        ({ sessions }) => setState({ sessions, problem: null }),
        (error: unknown) => setState((now) => ({ ...now, problem: explain(error) })),
      ),
    [command],
  );
  useEffect(() => void reload(), [reload]);
  return { ...state, reload };
}
