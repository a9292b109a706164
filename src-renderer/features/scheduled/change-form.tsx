import { useState } from 'react';
import type { ScheduledMessage } from '../../../src-shared/scheduled.ts';
import { LaterCallDialog } from '../calling/later-call-dialog.tsx';
import { useCallQuestion } from '../calling/use-call-question.ts';
import { useApp, useRoomFacts } from '../../sync/store.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field, TextArea } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { tomorrowAtNine } from './times.ts';
import { readTiming, timingDraft, TimingFields, whySentOnce } from './timing-fields.tsx';
import { useOpenedEntry } from './use-opened-entry.ts';
import { useSchedule } from './use-schedule.ts';

/** Changes the text and the time of a message that is sent later. */
export function ChangeForm({ entry, onClose }: { entry: ScheduledMessage; onClose: () => void }) {
  const { keys } = useApp();
  const { change } = useSchedule();
  const task = useAsyncAction();
  const question = useCallQuestion(useRoomFacts(entry.room_id));
  const [text, setText] = useState(useOpenedEntry(entry).content);
  const [draft, setDraft] = useState(() => {
    const now = Date.now();
    return timingDraft({ send_at: entry.send_at > now ? entry.send_at : tomorrowAtNine(now), repeat: entry.repeat });
  });
  const words = strings.scheduling;
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (): void => {
    const timing = readTiming(draft, Date.now());
    if (typeof timing === 'string') return setProblem(timing);
    if (text.trim() === '' && entry.files.length === 0) return setProblem(words.noText);
    setProblem(null);
    question.ask(text, () =>
      task.run(async () => {
        await change(entry, text.trim(), timing);
        onClose();
      }),
    );
  };
  return (
    <DialogForm task={{ ...task, error: problem ?? task.error }} action={words.save} onSubmit={submit} onClose={onClose}>
      <LaterCallDialog question={question} />
      <Field label={words.text}>
        {(control) => <TextArea {...control} rows={4} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <TimingFields draft={draft} sentOnce={whySentOnce(keys.isSealed(entry.room_id), entry.files.length)} onChange={setDraft} />
    </DialogForm>
  );
}
