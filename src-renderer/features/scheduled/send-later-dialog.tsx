import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { previewText } from '../../../src-shared/preview.ts';
import type { CallQuestion } from '../calling/use-call-question.ts';
import type { NewMessage } from '../../sync/actions.ts';
import { useApp } from '../../sync/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { tomorrowAtNine } from './times.ts';
import { readTiming, timingDraft, TimingFields, whySentOnce } from './timing-fields.tsx';
import { useSchedule } from './use-schedule.ts';

interface SendLaterDialogProps {
  message: NewMessage;
  /** Asks before a message that calls many. */
  ask: CallQuestion['ask'];
  onDone: () => void;
  onClose: () => void;
}

/** Chooses the time of a message that was written. */
export function SendLaterDialog({ message, ask, onDone, onClose }: SendLaterDialogProps) {
  const { keys } = useApp();
  const { schedule } = useSchedule();
  const task = useAsyncAction();
  const [draft, setDraft] = useState(() => timingDraft({ send_at: tomorrowAtNine(Date.now()), repeat: null }));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (): void => {
    const timing = readTiming(draft, Date.now());
    if (typeof timing === 'string') return setProblem(timing);
    setProblem(null);
    ask(message.content, () =>
      task.run(async () => {
        await schedule(message, timing);
        onDone();
        onClose();
      }),
    );
  };
  const subtitle = previewText(message.content) || strings.scheduling.files(message.files.length);
  return (
    <Dialog title={strings.scheduled.later} subtitle={subtitle} icon={CalendarClock} onClose={onClose}>
      <DialogForm task={{ ...task, error: problem ?? task.error }} action={strings.scheduling.schedule} onSubmit={submit} onClose={onClose}>
        <TimingFields draft={draft} sentOnce={whySentOnce(keys.isSealed(message.room_id), message.files.length)} onChange={setDraft} />
      </DialogForm>
    </Dialog>
  );
}
