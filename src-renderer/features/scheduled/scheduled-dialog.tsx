import { Clock } from 'lucide-react';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ScheduledMessage } from '../../../src-shared/scheduled.ts';
import { useDialogActions, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { ChangeForm } from './change-form.tsx';
import { ScheduledEntry } from './scheduled-entry.tsx';

/** The messages of the user that are sent later, the next one first. `roomId`: only those for this room. */
export function ScheduledDialog({ roomId, onClose }: { roomId: string | null; onClose: () => void }) {
  const { openDialog } = useDialogActions();
  const all = useSnapshot(useShallow(({ scheduled }) => Object.values(scheduled).sort((a, b) => a.send_at - b.send_at)));
  const entries = all.filter(({ room_id }) => roomId === null || room_id === roomId);
  const [changed, setChanged] = useState<ScheduledMessage | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const words = strings.scheduling;
  const act = (work: Promise<unknown>, done: string): void =>
    void work.then(
      () => setNote(done),
      (error: unknown) => setNote(explain(error)),
    );
  if (changed) {
    return (
      <Dialog title={words.change} icon={Clock} width="medium" onClose={onClose}>
        <ChangeForm entry={changed} onClose={() => setChanged(null)} />
      </Dialog>
    );
  }
  return (
    <Dialog title={strings.scheduled.list} subtitle={words.listText} icon={Clock} width="medium" onClose={onClose}>
      <DialogBody>
        <p role="status" className={note === null ? 'hidden' : 'pb-3 text-list text-ink-2'}>
          {note}
        </p>
        {entries.length === 0 && <EmptyState icon={Clock} title={words.none} text={words.noneText} />}
        <ul className="-mx-2 flex flex-col gap-0.5">
          {entries.map((entry) => (
            <ScheduledEntry key={entry.id} entry={entry} act={act} onChange={() => setChanged(entry)} />
          ))}
        </ul>
        {roomId !== null && all.length > entries.length && (
          <Button onClick={() => openDialog({ kind: 'scheduled' })} className="mt-3">
            {words.allRooms}
          </Button>
        )}
      </DialogBody>
    </Dialog>
  );
}
