import { AlarmClock, AlarmClockOff } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { REMINDER_CHARS_MAX } from '../../../src-shared/limits.ts';
import { localTimeOf, localTimeText, timeAhead } from '../../lib/times-ahead.ts';
import type { OpenDialog } from '../../sync/device/dialogs.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { aheadWord } from './ahead-words.ts';
import { remindChoices } from './remind-choices.tsx';

type Asked = Extract<OpenDialog, { kind: 'remind' }>;

/** Asks when to remind of a message, of a saved item, or of a text that is typed here. */
export function RemindDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { about } = asked;
  const [text, setText] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const item = useSnapshot(({ saved }) => (about ? saved[about.id] : undefined));
  const command = useCommand();
  const toast = useToast();
  const task = useAsyncAction();
  const words = strings.savedPanel;
  const isMissing = !about && text.trim() === '';

  const remind = (at: number | null): void => {
    setWasTried(true);
    if (isMissing) return;
    task.run(async () => {
      if (!about) await command('remind_me', { text, remind_at: at ?? 0 });
      else if (item || about.room_id === null) await command('set_reminder', { saved_id: about.id, remind_at: at });
      else await command('save_message', { room_id: about.room_id, message_id: about.id, remind_at: at });
      toast({ text: at === null ? words.reminderRemoved : words.reminderSet(aheadWord(at, Date.now())) });
      onClose();
    });
  };
  const choices = remindChoices(Date.now(), remind);
  const hasReminder = item !== undefined && item.remind_at !== null && item.room_id !== null;
  return (
    <Dialog title={words.remindTitle} subtitle={about ? words.remindText : words.remindOwnText} icon={AlarmClock} onClose={onClose}>
      <DialogBody className="flex flex-col gap-4">
        {!about && (
          <Field label={words.what} error={wasTried && isMissing ? words.whatMissing : null}>
            {(control) => (
              <TextInput
                {...control}
                data-autofocus
                autoComplete="off"
                maxLength={REMINDER_CHARS_MAX}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        <ul aria-label={words.when} className="-mx-2 flex flex-col">
          {choices.map((choice) => (
            <ChoiceRow key={choice.label} choice={choice} />
          ))}
          {hasReminder && <ChoiceRow choice={{ icon: AlarmClockOff, label: words.noReminder, onSelect: () => remind(null) }} />}
        </ul>
        <OwnTime isBusy={task.isBusy} onChoose={remind} />
        <FieldError text={task.error} />
      </DialogBody>
    </Dialog>
  );
}

function ChoiceRow({ choice: { icon: Icon, label, detail, onSelect } }: { choice: MenuItem }) {
  return (
    <li>
      <button
        type="button"
        onClick={onSelect}
        className="flex min-h-9 w-full items-center gap-3 rounded-control px-2 text-start text-body text-ink hover:bg-line-2 tap:min-h-11"
      >
        {Icon && <Icon size={16} aria-hidden className="shrink-0 text-ink-2" />}
        <span className="min-w-0 flex-1">{label}</span>
        {detail !== undefined && <span className="shrink-0 text-meta text-ink-3">{detail}</span>}
      </button>
    </li>
  );
}

/** A time that is typed or picked. */
function OwnTime({ isBusy, onChoose }: { isBusy: boolean; onChoose: (at: number) => void }) {
  const [value, setValue] = useState(() => localTimeText(timeAhead('tomorrow', Date.now())));
  const [error, setError] = useState<string | null>(null);
  const words = strings.savedPanel;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const at = localTimeOf(value);
    setError(at === null ? words.timeMissing : at <= Date.now() ? words.timePassed : null);
    if (at !== null && at > Date.now()) onChoose(at);
  };
  return (
    <form noValidate onSubmit={submit} className="border-t border-line-2 pt-4">
      <Field label={words.ownTime} error={error}>
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              type="datetime-local"
              value={value}
              onChange={(event) => setValue(event.target.value)}
              className="min-w-0 flex-1"
            />
            <Button type="submit" look="primary" isBusy={isBusy}>
              {words.remind}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
