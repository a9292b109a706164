import { DoorClosed } from 'lucide-react';
import { DialogBody } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { strings } from '../../strings/all-strings.ts';

/** A dialog's content for a user without the permission. */
export function NotAllowed({ text }: { text: string }) {
  return (
    <DialogBody>
      <EmptyState icon={DoorClosed} title={strings.rooms.notYours} text={text} />
    </DialogBody>
  );
}
