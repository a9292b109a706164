// The open dialog, if there is one. Their code is fetched after the first screen, except the palette's field: a user opens it
// with a key and types at once, and no letter of that may be lost.
import { Palette } from '../features/search/palette.tsx';
import { useDialogActions, useOpenDialog } from '../sync/store.ts';
import { LazyDialog } from '../ui/lazy-dialog.tsx';
import { lazyPart, usePrefetchOnIdle } from '../ui/lazy.tsx';

const DialogListPart = lazyPart(async () => (await import('./dialog-list.tsx')).DialogList);
const PARTS = [DialogListPart];

const partsAhead = async () => (await import('./dialog-list.tsx')).PARTS_AHEAD;

export function Dialogs() {
  const dialog = useOpenDialog();
  const { closeDialog } = useDialogActions();
  usePrefetchOnIdle(partsAhead);
  if (!dialog) return null;
  if (dialog.kind === 'jump') return <Palette />;
  return (
    <LazyDialog key={dialog.kind} parts={PARTS} onClose={closeDialog}>
      <DialogListPart dialog={dialog} onClose={closeDialog} />
    </LazyDialog>
  );
}
