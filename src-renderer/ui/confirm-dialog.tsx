import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog, DialogBody, DialogFooter } from './dialog.tsx';
import { FieldError } from './field.tsx';
import { useAsyncAction } from './use-async-action.ts';
import { strings } from '../strings/strings.ts';

interface ConfirmDialogProps {
  title: string;
  icon?: LucideIcon;
  /** The consequences of the action. */
  text: string;
  /** The button's text, for example "Revoke access". */
  action: string;
  /** `primary`: for an act that ends nothing. */
  look?: 'destroy' | 'primary';
  /** Closes the dialog when it worked; what it throws is shown here. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
  /** More facts and choices below the text. */
  children?: ReactNode;
}

export function ConfirmDialog({ title, icon, text, action, look = 'destroy', onConfirm, onClose, children }: ConfirmDialogProps) {
  const task = useAsyncAction();
  return (
    <Dialog title={title} icon={icon} onClose={onClose}>
      <DialogBody className="flex flex-col gap-3">
        <p className="text-body text-ink-2">{text}</p>
        {children}
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button
          look={look}
          isBusy={task.isBusy}
          onClick={() =>
            task.run(async () => {
              await onConfirm();
              onClose();
            })
          }
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
