import { useEffect, useState } from 'react';
import type { AgentListeners } from '../../../src-shared/agent-listeners.ts';
import { useCommand } from '../../sync/store.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { SwitchSection } from './switch-section.tsx';

/** Programs that were written for ClawChat find this home where they look. Said to the home as it is switched. */
export function AgentListenersSwitch() {
  const command = useCommand();
  const task = useAsyncAction();
  const { run } = task;
  const [state, setState] = useState<AgentListeners | null>(null);
  useEffect(() => run(async () => setState(await command('get_clawchat', {}))), [command, run]);
  const change = (is_on: boolean): void => run(async () => setState(await command('set_clawchat', { is_on })));
  return (
    <SwitchSection
      name={strings.pages.agentListeners}
      label={strings.pages.agentListenersSwitch}
      text={strings.pages.agentListenersText}
      isOn={state?.is_on ?? false}
      isDisabled={task.isBusy || state === null}
      error={task.error}
      onChange={change}
    >
      {state?.is_on === true && <Found state={state} />}
    </SwitchSection>
  );
}

function Found({ state: { tcp, key_file, problems } }: { state: AgentListeners }) {
  const places = [tcp, key_file].filter((place) => place !== null);
  return (
    <div aria-live="polite" className="mt-2 flex flex-col gap-1 ps-7.5 text-meta">
      {places.length > 0 && <p className="font-mono text-code text-ink-2 wrap-anywhere">{places.join(' · ')}</p>}
      {problems.map((problem) => (
        <p key={problem} className="text-amber-ink wrap-anywhere">
          {problem}
        </p>
      ))}
    </div>
  );
}
