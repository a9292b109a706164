import clsx from 'clsx';
import { Clock } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { useDialogActions, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';

/** Says above the field that messages wait for their time, or that some could not be sent. */
export function ScheduledLine({ roomId }: { roomId: string }) {
  const { openDialog } = useDialogActions();
  const { waiting, failed } = useSnapshot(
    useShallow(({ scheduled }) => {
      const here = Object.values(scheduled).filter(({ room_id }) => room_id === roomId);
      const failures = here.filter(({ failure }) => failure !== null).length;
      return { waiting: here.length - failures, failed: failures };
    }),
  );
  const words = strings.scheduling;
  return (
    <p className="flex items-center gap-1.5 pb-1 text-meta text-ink-2" role="status">
      <Clock size={13} aria-hidden className={clsx('shrink-0', failed > 0 && 'text-coral-ink')} />
      {failed > 0 && <span className="font-semibold text-coral-ink">{words.failed(failed)}</span>}
      {failed === 0 && words.waiting(waiting)}
      <Button
        look="quiet"
        size="small"
        aria-haspopup="dialog"
        onClick={() => openDialog({ kind: 'scheduled', room_id: roomId })}
        className="-my-1"
      >
        {words.showThem}
      </Button>
    </p>
  );
}
