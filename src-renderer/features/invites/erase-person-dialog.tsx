import { Trash2 } from 'lucide-react';
import { useCommand } from '../../sync/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { TypeNameForm } from '../../ui/type-name-form.tsx';
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
  const said = strings.erasing;
  const erase = (): void =>
    task.run(async () => {
      const { messages } = await command('erase_person', { participant_id: personId });
      onClose();
      toast({ text: said.done(messages) });
    });
  return (
    <Dialog title={said.title(name)} icon={Trash2} onClose={onClose}>
      <TypeNameForm
        name={name}
        label={said.typeName(name)}
        otherName={said.otherName}
        action={said.action}
        task={task}
        onConfirm={erase}
        onClose={onClose}
      >
        <p className="text-body text-ink-2">{said.text(name)}</p>
        <p className="text-list text-ink-2">{said.stays}</p>
      </TypeNameForm>
    </Dialog>
  );
}
