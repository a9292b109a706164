import { UserX } from 'lucide-react';
import { useState } from 'react';
import { HOME_KEY_ID } from '../../src-shared/ids.ts';
import type { Key } from '../../src-shared/keys.ts';
import { useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { FieldError } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { words } from '../words/words.ts';

interface RemoveAgentsDialogProps {
  of: Key;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

/** While the key is good, new agents can come with it: ending it too is what most people mean. */
export function RemoveAgentsDialog({ of: key, onChanged, onClose }: RemoveAgentsDialogProps) {
  const command = useCommand();
  const task = useTask();
  const isHomeKey = key.id === HOME_KEY_ID;
  const [endsKey, setEndsKey] = useState(!isHomeKey);
  const remove = (): void =>
    task.run(async () => {
      await command('remove_agents', { key_id: key.id, revoke_key: endsKey });
      await onChanged();
      onClose();
    });
  return (
    <Dialog title={words.keys.removeAgentsTitle(key.label)} icon={UserX} onClose={onClose}>
      <DialogBody className="flex flex-col gap-3">
        <p className="text-body text-ink-2">{words.keys.removeAgentsText}</p>
        {!isHomeKey && (
          <div className="-mx-2">
            <Checkbox isChecked={endsKey} onChange={setEndsKey}>
              <span className="min-w-0">
                <span className="block text-list font-medium">{words.keys.revokeToo}</span>
                <span className="block text-meta text-ink-2">{words.keys.revokeTooHint}</span>
              </span>
            </Checkbox>
          </div>
        )}
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{words.ui.cancel}</Button>
        <Button look="destroy" isBusy={task.isBusy} onClick={remove}>
          {words.keys.removeAgentsAction}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
