import { Undo2 } from 'lucide-react';
import type { Agent } from '../../../src-shared/objects.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

/** The actions for a removed agent. */
export function Readmit({ agent, mayReadmit }: { agent: Agent; mayReadmit: boolean }) {
  const command = useCommand();
  const task = useAsyncAction();
  const readmit = (): void =>
    task.run(async () => {
      await command('readmit_agent', { participant_id: agent.id });
    });
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card border border-line px-4 py-3">
      <p className="min-w-0 flex-1 basis-48 text-list text-ink-2">{strings.agents.readmitText}</p>
      {mayReadmit && (
        <Button icon={Undo2} isBusy={task.isBusy} onClick={readmit}>
          {strings.agents.readmit}
        </Button>
      )}
      <FieldError text={task.error} />
    </div>
  );
}
