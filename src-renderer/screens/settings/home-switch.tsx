import { useState } from 'react';
import type { RequestInput } from '../../../src-shared/commands/index.ts';
import { useCommand } from '../../sync/store.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { SwitchSection } from './switch-section.tsx';

interface HomeSwitchProps {
  name: string;
  label: string;
  text: string;
  isOn: boolean;
  /** The change of the home that turns it on or off. */
  changeTo: (isOn: boolean) => RequestInput<'update_home'>;
}

/** A setting of the home. It is saved as it is switched. */
export function HomeSwitch({ isOn, changeTo, ...words }: HomeSwitchProps) {
  const command = useCommand();
  const task = useAsyncAction();
  /** The last choice, until the server has stored it. */
  const [chosen, setChosen] = useState<boolean | null>(null);
  const change = (next: boolean): void =>
    task.run(async () => {
      setChosen(next);
      await command('update_home', changeTo(next)).finally(() => setChosen(null));
    });
  return <SwitchSection {...words} isOn={chosen ?? isOn} error={task.error} onChange={change} />;
}
