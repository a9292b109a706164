import { useState } from 'react';
import { useCommand, useHome } from '../../sync/store.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { SwitchSection } from './switch-section.tsx';

/** Whether a message can call an agent that is not in its room. Said to the home as it is switched. */
export function MentionsReach() {
  const home = useHome();
  const command = useCommand();
  const task = useAsyncAction();
  /** The last choice, until the server has stored it. */
  const [chosen, setChosen] = useState<boolean | null>(null);
  const change = (isWide: boolean): void =>
    task.run(async () => {
      setChosen(isWide);
      await command('update_home', { mentions_reach: isWide ? 'home' : 'members' }).finally(() => setChosen(null));
    });
  return (
    <SwitchSection
      name={strings.pages.mentions}
      label={strings.pages.mentionsSwitch}
      text={strings.pages.mentionsText}
      isOn={chosen ?? home.mentions_reach === 'home'}
      error={task.error}
      onChange={change}
    />
  );
}
