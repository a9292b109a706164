import { useState } from 'react';
import { useCommand, useHome } from '../state/store.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { FieldError } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { words } from '../words/words.ts';

/** Whether a message can call an agent that is not in its room. Said to the home as it is switched. */
export function MentionsReach() {
  const home = useHome();
  const command = useCommand();
  const task = useTask();
  /** What was just chosen, until the home says so too. */
  const [chosen, setChosen] = useState<boolean | null>(null);
  const change = (isWide: boolean): void =>
    task.run(async () => {
      setChosen(isWide);
      await command('update_home', { mentions_reach: isWide ? 'home' : 'members' }).finally(() => setChosen(null));
    });
  return (
    <section aria-label={words.pages.mentions} className="mt-7 max-w-105 border-t border-line pt-5">
      <div className="-mx-2">
        <Checkbox isChecked={chosen ?? home.mentions_reach === 'home'} onChange={change}>
          {words.pages.mentionsSwitch}
        </Checkbox>
      </div>
      <p className="mt-1 ps-7.5 text-list text-ink-2">{words.pages.mentionsText}</p>
      <FieldError text={task.error} />
    </section>
  );
}
