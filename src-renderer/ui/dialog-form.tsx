import { useId, type ReactNode } from 'react';
import { strings } from '../strings/strings.ts';
import { Button } from './button.tsx';
import { DialogBody, DialogFooter } from './dialog.tsx';
import { FieldError } from './field.tsx';
import type { Task } from './use-async-action.ts';

interface DialogFormProps {
  /** The action of the button. */
  task: Task;
  /** The button's text, for example "Make room". */
  action: string;
  /** False: the button cannot be pressed yet. Prefer to let it be pressed and say what is missing. */
  canSubmit?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  /** Below the fields, with its own buttons. */
  after?: ReactNode;
  children: ReactNode;
}

/** The fields of a dialog, what went wrong with them, and the two buttons at its foot. Enter in a field presses the second. */
export function DialogForm({ task, action, canSubmit = true, onSubmit, onClose, after, children }: DialogFormProps) {
  const id = useId();
  return (
    <>
      <DialogBody className="flex flex-col gap-5">
        <form
          id={id}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (canSubmit) onSubmit();
          }}
          className="flex flex-col gap-5"
        >
          {children}
          <FieldError text={task.error} />
        </form>
        {after}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="primary" type="submit" form={id} disabled={!canSubmit} isBusy={task.isBusy}>
          {action}
        </Button>
      </DialogFooter>
    </>
  );
}
