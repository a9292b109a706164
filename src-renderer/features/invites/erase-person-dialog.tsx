import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

interface ErasePersonDialogProps {
  personId: string;
  name: string;
  onClose: () => void;
}

/** Asks for the name of the person, and says what stays. */
export function ErasePersonDialog({ personId, name, onClose }: ErasePersonDialogProps) {
  const command = useCommand();
  const toast = useToast();
  const task = useAsyncAction();
  const [typed, setTyped] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isMatch = typed.trim() === name;
  const said = strings.erasing;
  const submit = (): void => {
    setWasTried(true);
    if (!isMatch) return;
    task.run(async () => {
      const { messages } = await command('erase_person', { participant_id: personId });
      onClose();
      toast({ text: said.done(messages) });
    });
  };
  return (
    <Dialog title={said.title(name)} icon={Trash2} onClose={onClose}>
      <form
        noValidate
        className="contents"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          <p className="text-body text-ink-2">{said.text(name)}</p>
          <p className="text-list text-ink-2">{said.stays}</p>
          <Field label={said.typeName(name)} error={wasTried && !isMatch ? said.otherName : null}>
            {(control) => (
              <TextInput
                {...control}
                data-autofocus
                autoComplete="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          <FieldError text={task.error} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{strings.ui.cancel}</Button>
          <Button look="destroy" type="submit" isBusy={task.isBusy}>
            {said.action}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
