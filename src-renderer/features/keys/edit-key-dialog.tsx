import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Key } from '../../../src-shared/keys.ts';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { KeyScopeFields, scopeProblem, type KeyScope } from './key-scope.tsx';

interface EditKeyDialogProps {
  of: Key;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

export function EditKeyDialog({ of: key, onChanged, onClose }: EditKeyDialogProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const [label, setLabel] = useState(key.label);
  const [scope, setScope] = useState<KeyScope>({ rights: key.rights, roomIds: key.room_ids });
  const isMissing = label.trim() === '';
  const problem = scopeProblem(scope);
  const save = (): void => {
    if (isMissing || problem !== null) return;
    task.run(async () => {
      await command('update_key', {
        key_id: key.id,
        label,
        rights: [...scope.rights],
        room_ids: scope.roomIds && [...scope.roomIds],
      });
      await onChanged();
      onClose();
    });
  };
  return (
    <Dialog title={strings.keys.editTitle(key.label)} subtitle={strings.keys.editSubtitle} icon={Pencil} width="medium" onClose={onClose}>
      <DialogBody className="flex flex-col gap-4">
        <Field label={strings.keys.label} error={isMissing ? strings.keys.labelMissing : null}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={NAME_CHARS_MAX}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <KeyScopeFields scope={scope} onChange={setScope} />
        <FieldError text={problem ?? task.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="primary" isBusy={task.isBusy} disabled={isMissing || problem !== null} onClick={save}>
          {strings.settings.save}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
