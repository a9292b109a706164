// The dialogs of a message that are fetched after the first screen.
import type { ComponentProps } from 'react';
import { LazyDialog } from '../../ui/lazy-dialog.tsx';
import { lazyPart } from '../../ui/lazy.tsx';

export const DeleteDialogPart = lazyPart(async () => (await import('./delete-dialog.tsx')).DeleteDialog);
export const MessageSheetPart = lazyPart(async () => (await import('./message-sheet.tsx')).MessageSheet);
const PARTS = [DeleteDialogPart, MessageSheetPart];

export function LaterDeleteDialog(props: ComponentProps<typeof DeleteDialogPart>) {
  return (
    <LazyDialog parts={PARTS} onClose={props.onClose}>
      <DeleteDialogPart {...props} />
    </LazyDialog>
  );
}

export function LaterMessageSheet(props: ComponentProps<typeof MessageSheetPart>) {
  return (
    <LazyDialog parts={PARTS} onClose={props.onClose}>
      <MessageSheetPart {...props} />
    </LazyDialog>
  );
}
