import { BellOff } from 'lucide-react';
import { useDialogActions } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useQuietWords } from './use-quiet.ts';

/** Beside the signed-in person, while nothing may disturb them; leads to where that is set. */
export function QuietSign() {
  const quiet = useQuietWords();
  const { openDialog } = useDialogActions();
  return quiet && <IconButton icon={BellOff} label={quiet} onClick={() => openDialog({ kind: 'settings', page: 'notifications' })} />;
}
