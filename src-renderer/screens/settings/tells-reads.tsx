import { useState } from 'react';
import { useCommand, useMe } from '../../sync/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

/** Whether others get the user's read positions. The server stores each change at once, and then keeps the positions private. */
export function TellsReads() {
  const me = useMe();
  const command = useCommand();
  const task = useAsyncAction();
  /** The last choice, until the server has stored it. */
  const [chosen, setChosen] = useState<boolean | null>(null);
  const { tells, tellsText, title } = strings.privacy;
  const change = (tells_reads: boolean): void =>
    task.run(async () => {
      setChosen(tells_reads);
      await command('set_privacy', { tells_reads }).finally(() => setChosen(null));
    });
  return (
    <section aria-label={title} className="mt-7 max-w-105 border-t border-line pt-5">
      <div className="-mx-2">
        <Checkbox isChecked={chosen ?? me.tells_reads} onChange={change}>
          {tells}
        </Checkbox>
      </div>
      <p className="mt-1 ps-7.5 text-list text-ink-2">{tellsText}</p>
      <FieldError text={task.error} />
    </section>
  );
}
