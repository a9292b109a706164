import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { useApp, useCommand, useMe } from '../state/store.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextArea } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { words } from '../words/words.ts';

interface DecideDialogProps {
  roomId: string;
  /** To begin with. */
  content?: string;
  onClose: () => void;
}

/** What the leader decides, for everybody to see. */
export function DecideDialog({ roomId, content: first = '', onClose }: DecideDialogProps) {
  const command = useCommand();
  const { keys } = useApp();
  const meId = useMe().id;
  const task = useTask();
  const [content, setContent] = useState(first);
  const [wasTried, setWasTried] = useState(false);
  const submit = (): void => {
    setWasTried(true);
    if (content.trim() === '') return;
    task.run(async () => {
      await command('decision', { room_id: roomId, content: keys.close(roomId, { author_id: meId, kind: 'decision' }, content.trim()) });
      onClose();
    });
  };
  return (
    <Dialog title={words.coordination.decide} subtitle={words.coordination.decideLead} icon={Gavel} onClose={onClose}>
      <DialogForm task={task} action={words.coordination.decide} onSubmit={submit} onClose={onClose}>
        <Field label={words.coordination.decision} error={wasTried && content.trim() === '' ? words.coordination.decisionMissing : null}>
          {(control) => (
            <TextArea {...control} data-autofocus rows={4} value={content} onChange={(event) => setContent(event.target.value)} />
          )}
        </Field>
      </DialogForm>
    </Dialog>
  );
}
