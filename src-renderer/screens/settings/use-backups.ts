import { useCallback, useEffect, useState } from 'react';
import type { Backups } from '../../../src-shared/maintenance.ts';
import { useCommand, useConnection, type RunCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

/** How often it is looked at while something is being done. */
const LOOK_MS = 400;

interface BackupsState {
  backups: Backups | null;
  problem: string | null;
  /** Asks for something that answers with how things are then. Throws what the home refuses with. */
  ask(work: (command: RunCommand) => Promise<Backups>): Promise<void>;
  reload(): void;
}

/** The home's backups, followed while there is something to follow, and looked at again when the home is back. */
export function useBackups(): BackupsState {
  const command = useCommand();
  const isLive = useConnection().state === 'live';
  const [backups, setBackups] = useState<Backups | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reload = useCallback(
    () =>
      void command('list_backups', {}).then(
        (now) => (setBackups(now), setProblem(null)),
        (error: unknown) => setProblem(explain(error)),
      ),
    [command],
  );
  useEffect(() => {
    if (isLive) reload();
  }, [isLive, reload]);
  useEffect(() => {
    if (!isLive || !backups?.work) return;
    const timer = setTimeout(reload, LOOK_MS);
    return () => clearTimeout(timer);
  }, [isLive, backups, reload]);
  const ask = useCallback(
    async (work: (run: RunCommand) => Promise<Backups>) => {
      setBackups(await work(command));
    },
    [command],
  );
  // While the home is away because of a restore, what was being done is still being done.
  return { backups, problem: isLive ? problem : null, ask, reload };
}
