import { UserX } from 'lucide-react';
import { useState } from 'react';
import type { Reply } from '../../src-shared/commands.ts';
import { HOME_KEY_ID } from '../../src-shared/ids.ts';
import type { Agent } from '../../src-shared/objects.ts';
import { useCommand, useParticipants } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { FieldError } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { listed } from '../ui/words.ts';
import { words } from '../words/words.ts';

interface RemoveAgentDialogProps {
  agent: Agent;
  access: Reply<'agent_access'>;
  onRemoved: () => Promise<void>;
  onClose: () => void;
}

/** Says what goes and what stays, before it is done. */
export function RemoveAgentDialog({ agent, access: { key, agent_ids }, onRemoved, onClose }: RemoveAgentDialogProps) {
  const command = useCommand();
  const task = useTask();
  const participants = useParticipants();
  const others = agent_ids.flatMap((id) => participants[id]?.name ?? []);
  const isHomeKey = key?.id === HOME_KEY_ID;
  const ownKey = key && key.revoked_at === null && !isHomeKey ? key : null;
  const [takesKey, setTakesKey] = useState(ownKey !== null && others.length === 0);
  const remove = (): void =>
    task.run(async () => {
      await command('remove_agent', { participant_id: agent.id, revoke_key: ownKey !== null && takesKey });
      await onRemoved();
      onClose();
    });
  return (
    <Dialog title={words.agents.removeTitle(agent.name)} icon={UserX} onClose={onClose}>
      <DialogBody className="flex flex-col gap-3">
        <p className="text-body text-ink-2">{words.agents.removeText(agent.name)}</p>
        {isHomeKey && <p className="text-body text-ink-2">{words.agents.removeKeyHome}</p>}
        {ownKey && (
          <div className="-mx-2">
            <Checkbox isChecked={takesKey} onChange={setTakesKey}>
              <span className="min-w-0">
                <span className="block text-list font-medium">{words.agents.removeKeyToo(ownKey.label)}</span>
                <span className="block text-meta text-ink-2">
                  {others.length > 0 ? words.agents.removeKeyShared(listed(others)) : words.agents.removeKeyOwn}
                </span>
              </span>
            </Checkbox>
          </div>
        )}
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{words.ui.cancel}</Button>
        <Button look="destroy" isBusy={task.isBusy} onClick={remove}>
          {words.agents.removeAction}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
