import { useCallback, useEffect, useState } from 'react';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export interface Sessions {
  /** Null until the home has answered. */
  sessions: readonly SessionInfo[] | null;
  problem: string | null;
  reload: () => Promise<void>;
}

/** `personId`: null for one's own. */
export function useSessions(personId: string | null): Sessions {
  const command = useCommand();
  const [state, setState] = useState<Pick<Sessions, 'sessions' | 'problem'>>({ sessions: null, problem: null });
  const reload = useCallback(
    () =>
      command('list_sessions', { participant_id: personId }).then(
        ({ sessions }) => setState({ sessions, problem: null }),
        (error: unknown) => setState((now) => ({ ...now, problem: explain(error) })),
      ),
    [command, personId],
  );
  useEffect(() => void reload(), [reload]);
  return { ...state, reload };
}
