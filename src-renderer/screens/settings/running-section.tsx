import { useEffect, useRef, useState } from 'react';
import type { LanaiBridge, RunningState, RunningSwitch } from '../../../src-shared/bridge.ts';
import { useApp } from '../../sync/store.ts';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { Section } from './section.tsx';

/** Only in the desktop: the switches are about the computer of the home. */
export function RunningSection() {
  const { bridge } = useApp();
  return bridge && <RunningSwitches bridge={bridge} />;
}

/** The switches that keep the home running. */
function RunningSwitches({ bridge }: { bridge: LanaiBridge }) {
  const { state, error, change } = useRunning(bridge);
  return (
    <Section title={strings.running.title} text={strings.running.lead}>
      {state && <Switches state={state} onChange={change} />}
      <FieldError text={error} />
    </Section>
  );
}

/** A switch moves at once, and goes back when the desktop cannot change it. */
function useRunning(bridge: LanaiBridge) {
  const [state, setState] = useState<RunningState | null>(null);
  const [error, setError] = useState<string | null>(null);
  /** The reply to an older request does not have the newer choice. */
  const newest = useRef(0);
  const confirmed = useRef<RunningState | null>(null);

  async function follow(request: Promise<RunningState>): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    try {
      confirmed.current = await request;
    } catch (failure) {
      setError(explain(failure));
    }
    if (mine === newest.current) setState(confirmed.current);
  }

  async function changed(name: RunningSwitch, isOn: boolean): Promise<RunningState> {
    const { state: next, problem } = await bridge.changeRunning(name, isOn);
    if (problem) setError(strings.running.problems[problem.code](problem.path));
    return next;
  }

  useEffect(() => void follow(bridge.runningState()), [bridge]);
  const change =
    (name: RunningSwitch) =>
    (isOn: boolean): void => {
      setError(null);
      setState((now) => now && { ...now, [name]: isOn });
      void follow(changed(name, isOn));
    };
  return { state, error, change };
}

interface SwitchesProps {
  state: RunningState;
  onChange: (name: RunningSwitch) => (isOn: boolean) => void;
}

function Switches({ state: { opens_at_login, outlives_window, stays_awake }, onChange }: SwitchesProps) {
  const said = strings.running;
  const hasTray = outlives_window !== null;
  return (
    <div className="-mx-2 mb-2 flex flex-col gap-1">
      {opens_at_login !== null && (
        <HintedCheckbox
          label={said.login}
          hint={hasTray ? said.loginTray : said.loginNoTray}
          isChecked={opens_at_login}
          onChange={onChange('opens_at_login')}
        />
      )}
      <HintedCheckbox
        label={said.window}
        hint={hasTray ? (outlives_window ? said.windowOn : said.windowOff) : said.windowNever}
        isChecked={outlives_window ?? false}
        isDisabled={!hasTray}
        onChange={onChange('outlives_window')}
      />
      <HintedCheckbox label={said.awake} hint={said.awakeText} isChecked={stays_awake} onChange={onChange('stays_awake')} />
    </div>
  );
}
