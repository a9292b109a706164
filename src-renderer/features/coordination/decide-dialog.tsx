import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { useApp, useCommand, useMe } from '../../sync/store.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextArea } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

interface DecideDialogProps {
  roomId: string;
  /** To begin with. */
  content?: string;
  onClose: () => void;
}

/** A decision of the leader, visible to all in the room. */
export function DecideDialog({ roomId, content: first = '', onClose }: DecideDialogProps) {
  const command = useCommand();
  const { keys } = useApp();
  const meId = useMe().id;
  const task = useAsyncAction();
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
    <Dialog title={strings.coordination.decide} subtitle={strings.coordinating.decideLead} icon={Gavel} onClose={onClose}>
      <DialogForm task={task} action={strings.coordination.decide} onSubmit={submit} onClose={onClose}>
        <Field
          label={strings.coordinating.decision}
          error={wasTried && content.trim() === '' ? strings.coordinating.decisionMissing : null}
        >
          {(control) => (
            <TextArea {...control} data-autofocus rows={4} value={content} onChange={(event) => setContent(event.target.value)} />
          )}
        </Field>
      </DialogForm>
    </Dialog>
  );
}
