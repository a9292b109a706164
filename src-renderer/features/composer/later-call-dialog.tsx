// Only a message that calls many asks first: the dialog is fetched then.
import type { ComponentProps } from 'react';
import { LazyDialog } from '../../ui/lazy-dialog.tsx';
import { lazyPart } from '../../ui/lazy.tsx';

const CallDialogPart = lazyPart(async () => (await import('./call-dialog.tsx')).CallDialog);
const PARTS = [CallDialogPart];

export function LaterCallDialog(props: ComponentProps<typeof CallDialogPart>) {
  return (
    <LazyDialog parts={PARTS} onClose={props.onClose}>
      <CallDialogPart {...props} />
    </LazyDialog>
  );
}
