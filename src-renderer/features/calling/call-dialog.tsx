import { Megaphone } from 'lucide-react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { strings } from '../../strings/all-strings.ts';

interface CallDialogProps {
  /** How many the message calls. */
  count: number;
  onConfirm: () => void;
  onClose: () => void;
}

export function CallDialog({ count, onConfirm, onClose }: CallDialogProps) {
  const words = strings.calling;
  return (
    <ConfirmDialog
      title={words.title(count)}
      icon={Megaphone}
      text={words.text}
      action={words.send}
      look="primary"
      onConfirm={() => Promise.resolve(onConfirm())}
      onClose={onClose}
    />
  );
}
