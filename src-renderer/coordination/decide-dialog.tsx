import { Gavel } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { useApp, useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { Field, FieldError, TextArea } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';

/** What the leader decides, for everybody to see. */
export function DecideDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const command = useCommand();
  const { keys } = useApp();
  const task = useTask();
  const formId = useId();
  const [content, setContent] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (content.trim() === '') return;
    task.run(async () => {
      await command('decision', { room_id: roomId, content: keys.close(roomId, content.trim()) });
      onClose();
    });
  };
  return (
    <Dialog title="Decide" subtitle="You lead in this room: what you decide stands out for everybody" icon={Gavel} onClose={onClose}>
      <DialogBody>
        <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
          <Field label="The decision" error={wasTried && content.trim() === '' ? 'Say what is decided.' : null}>
            {(control) => (
              <TextArea {...control} data-autofocus rows={4} value={content} onChange={(event) => setContent(event.target.value)} />
            )}
          </Field>
          <FieldError text={task.error} />
        </form>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" form={formId} isBusy={task.isBusy}>
          Decide
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
