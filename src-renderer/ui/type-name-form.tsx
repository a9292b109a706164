import { useState, type ReactNode } from 'react';
import { strings } from '../strings/strings.ts';
import { Button } from './button.tsx';
import { DialogBody, DialogFooter } from './dialog.tsx';
import { Field, FieldError, TextInput } from './field.tsx';
import type { Task } from './use-async-action.ts';

interface TypeNameFormProps {
  /** The name to type. */
  name: string;
  label: string;
  /** Shown when another text was typed. */
  otherName: string;
  /** The text of the button. */
  action: string;
  task: Task;
  onConfirm: () => void;
  onClose: () => void;
  /** Describes what is deleted. */
  children: ReactNode;
}

/** The body of a dialog that deletes permanently: the name confirms it. */
export function TypeNameForm({ name, label, otherName, action, task, onConfirm, onClose, children }: TypeNameFormProps) {
  const [typed, setTyped] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isMatch = typed.trim() === name;
  return (
    <form
      noValidate
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        if (isMatch) onConfirm();
      }}
    >
      <DialogBody className="flex flex-col gap-4">
        {children}
        <Field label={label} error={wasTried && !isMatch ? otherName : null}>
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
          {action}
        </Button>
      </DialogFooter>
    </form>
  );
}
