import { Plus, Vote, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { DESCRIPTION_CHARS_MAX, TITLE_CHARS_MAX, VOTE_OPTIONS_MAX } from '../../../src-shared/limits.ts';
import { PlainNote } from '../sealed/plain-note.tsx';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { isComposing } from '../../ui/composing.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, FieldError, Select, TextArea, TextInput } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

const OPTIONS_MIN = 2;
const MINUTE_S = 60;

const TIMES = [
  { name: 'all', seconds: null },
  { name: 'minute', seconds: MINUTE_S },
  { name: 'tenMinutes', seconds: 10 * MINUTE_S },
  { name: 'hour', seconds: 60 * MINUTE_S },
  { name: 'day', seconds: 24 * 60 * MINUTE_S },
  { name: 'week', seconds: 7 * 24 * 60 * MINUTE_S },
] as const;

interface VoteDialogProps {
  roomId: string;
  /** The initial title. */
  title?: string;
  onClose: () => void;
}

export function VoteDialog({ roomId, title: firstTitle = '', onClose }: VoteDialogProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const [title, setTitle] = useState(firstTitle.trim().slice(0, TITLE_CHARS_MAX));
  const [description, setDescription] = useState('');
  const [options, setOptions] = useState(['', '']);
  const [time, setTime] = useState(0);
  const [wasTried, setWasTried] = useState(false);
  const given = options.map((option) => option.trim()).filter(Boolean);
  const titleError = title.trim() === '' ? strings.coordinating.voteTitleMissing : null;
  const optionsError = given.length < OPTIONS_MIN ? strings.coordinating.optionsMissing : null;

  const submit = (): void => {
    setWasTried(true);
    if (titleError !== null || optionsError !== null) return;
    task.run(async () => {
      const duration_secs = TIMES[time]?.seconds ?? null;
      await command('create_vote', { room_id: roomId, title, description: description.trim() || null, options: given, duration_secs });
      onClose();
    });
  };

  return (
    <Dialog title={strings.coordination.startVote} subtitle={strings.coordinating.voteLead} icon={Vote} onClose={onClose}>
      <DialogForm task={task} action={strings.coordinating.startTheVote} onSubmit={submit} onClose={onClose}>
        <Field label={strings.coordinating.voteTitle} error={wasTried ? titleError : null}>
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              autoComplete="off"
              maxLength={TITLE_CHARS_MAX}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <OptionFields options={options} onChange={setOptions} error={wasTried ? optionsError : null} />
        <Field label={strings.coordinating.moreAbout} hint={strings.coordinating.moreAboutHint}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={DESCRIPTION_CHARS_MAX}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <Field label={strings.coordinating.whenCloses} hint={strings.coordinating.whenClosesHint}>
          {(control) => (
            <Select {...control} value={time} onChange={(event) => setTime(Number(event.target.value))}>
              {TIMES.map(({ name }, index) => (
                <option key={name} value={index}>
                  {strings.coordinating.closesAfter[name]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <PlainNote roomId={roomId} what="vote" />
      </DialogForm>
    </Dialog>
  );
}

interface OptionFieldsProps {
  options: readonly string[];
  onChange: (options: string[]) => void;
  error: string | null;
}

/** Enter goes to the next one, and makes it when there is none. */
function OptionFields({ options, onChange, error }: OptionFieldsProps) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const focus = (index: number): void => list.current?.querySelectorAll('input')[index]?.focus();
  const add = (): void => {
    if (options.length >= VOTE_OPTIONS_MAX) return;
    // At once, or what is typed next would still go into the field before.
    flushSync(() => onChange([...options, '']));
    focus(options.length);
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (event.key !== 'Enter' || isComposing(event) || options[index]?.trim() === '') return;
    event.preventDefault();
    if (index < options.length - 1) focus(index + 1);
    else add();
  };
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1.5">
      <p id={id} className="text-list font-semibold text-ink-2">
        {strings.coordinating.options}
      </p>
      <div ref={list} className="flex flex-col gap-2">
        {options.map((option, index) => (
          <div key={index} className="flex items-center gap-1.5">
            <TextInput
              aria-label={strings.coordinating.option(index + 1)}
              autoComplete="off"
              maxLength={TITLE_CHARS_MAX}
              value={option}
              onChange={(event) => onChange(options.map((each, at) => (at === index ? event.target.value : each)))}
              onKeyDown={(event) => onKeyDown(event, index)}
            />
            {options.length > OPTIONS_MIN && (
              <IconButton
                icon={X}
                label={strings.coordinating.removeOption(index + 1)}
                onClick={() => onChange(options.filter((_option, at) => at !== index))}
              />
            )}
          </div>
        ))}
      </div>
      {options.length < VOTE_OPTIONS_MAX && (
        <Button look="quiet" size="small" icon={Plus} onClick={add} className="self-start">
          {strings.coordinating.anotherOption}
        </Button>
      )}
      <FieldError text={error} />
    </div>
  );
}
