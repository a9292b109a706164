// Only a message that calls many asks first: the dialog is fetched then.
import { LazyDialog } from '../../ui/lazy-dialog.tsx';
import { lazyPart } from '../../ui/lazy.tsx';
import type { CallQuestion } from './use-call-question.ts';

const CallDialogPart = lazyPart(async () => (await import('./call-dialog.tsx')).CallDialog);
const PARTS = [CallDialogPart];

export function LaterCallDialog({ question: { count, confirm, takeBack } }: { question: CallQuestion }) {
  if (count === null) return null;
  return (
    <LazyDialog parts={PARTS} onClose={takeBack}>
      <CallDialogPart count={count} onConfirm={confirm} onClose={takeBack} />
    </LazyDialog>
  );
}
