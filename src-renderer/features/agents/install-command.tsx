import { Check, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CommandProblem, CommandState, LanaiBridge } from '../../../src-shared/bridge.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

/** Null where this is no desktop, and before it has answered. */
export function useCommandState(): [CommandState | null, (state: CommandState) => void] {
  const { bridge } = useApp();
  const [state, setState] = useState<CommandState | null>(null);
  useEffect(() => {
    let isCurrent = true;
    bridge?.commandState().then(
      (now) => isCurrent && setState(now),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [bridge]);
  return [state, setState];
}

interface InstallCommandProps {
  state: CommandState;
  onInstalled: (state: CommandState) => void;
}

/** Whether terminals find the `lanai` command, and the button that makes it so. */
export function InstallCommand({ state, onInstalled }: InstallCommandProps) {
  const { bridge } = useApp();
  const task = useAsyncAction();
  const [problem, setProblem] = useState<CommandProblem | null>(null);
  const said = strings.agents.command;
  const isThere = state.found !== null;
  async function install(to: LanaiBridge): Promise<void> {
    const { state: next, problem: reason } = await to.installCommand();
    setProblem(reason);
    onInstalled(next);
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-3 text-list text-ink-2">
        <p role="status" className="flex min-w-0 flex-1 basis-48 items-center gap-2">
          {isThere && <Check size={16} aria-hidden className="shrink-0 text-ok-ink" />}
          <span className="min-w-0 break-words">{isThere ? said.found(state.found) : said.notFound}</span>
        </p>
        {bridge && (
          <Button icon={Download} isBusy={task.isBusy} onClick={() => task.run(() => install(bridge))}>
            {isThere ? said.again : said.install}
          </Button>
        )}
      </div>
      {!isThere && !state.is_in_path && <p className="text-list text-ink-3">{said.pathHint(state.folder)}</p>}
      <FieldError text={task.error ?? (problem && strings.agents.command.problems[problem.code](problem.path))} />
    </div>
  );
}
