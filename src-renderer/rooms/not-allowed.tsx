import { DoorClosed } from 'lucide-react';
import { DialogBody } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** What a dialog shows to somebody who may not do what it is for. */
export function NotAllowed({ text }: { text: string }) {
  return (
    <DialogBody>
      <EmptyState icon={DoorClosed} title="Not yours to do here" text={text} />
    </DialogBody>
  );
}
