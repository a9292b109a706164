import { SmilePlus } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { STATUS_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { Person } from '../../../src-shared/objects.ts';
import { asStatusText, statusNow } from '../../../src-shared/profile.ts';
import { LaterEmojiPicker } from '../emoji/later-emoji-picker.tsx';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { dateFormat } from '../../ui/date-format.ts';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { CLEAR_AFTER, clearedAt, type ClearAfter } from './clear-after.ts';

type Choice = ClearAfter | 'as-it-is';

export function StatusForm({ me }: { me: Person }) {
  const command = useCommand();
  const task = useAsyncAction();
  const now = useNow();
  const status = statusNow(me.status, now);
  const [text, setText] = useState(status?.text ?? '');
  const [emoji, setEmoji] = useState(status?.emoji ?? null);
  const [choice, setChoice] = useState<Choice>(status?.until ? 'as-it-is' : 'never');
  const until = status?.until ?? null;
  const isEmpty = text.trim() === '' && emoji === null;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isEmpty) return;
    task.run(async () => {
      const at = choice === 'as-it-is' ? until : clearedAt(choice, new Date());
      await command('update_profile', { status: { text, emoji, until: at } });
      if (at !== null) setChoice('as-it-is');
    });
  };
  const clear = (): void =>
    task.run(async () => {
      await command('update_profile', { status: null });
      setText('');
      setEmoji(null);
      setChoice('never');
    });
  return (
    <form noValidate onSubmit={submit} className="flex max-w-105 flex-col gap-3">
      <Field label={strings.profile.status} hint={strings.profile.statusHint}>
        {(control) => (
          <div className="flex gap-2">
            <EmojiField emoji={emoji} onChange={setEmoji} />
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={STATUS_CHARS_MAX}
              value={text}
              onChange={(event) => setText(asStatusText(event.target.value))}
            />
          </div>
        )}
      </Field>
      <Field label={strings.profile.clearAfter}>
        {(control) => (
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the options below are all there are
          <Select {...control} value={choice} onChange={(event) => setChoice(event.target.value as Choice)}>
            {choice === 'as-it-is' && until !== null && (
              <option value="as-it-is">{strings.profile.clearAsItWas(dateFormat('full').format(until))}</option>
            )}
            {CLEAR_AFTER.map((each) => (
              <option key={each} value={each}>
                {clearWords(each)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FieldError text={task.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={isEmpty} isBusy={task.isBusy}>
          {strings.profile.setStatus}
        </Button>
        {status && <Button onClick={clear}>{strings.profile.clearStatus}</Button>}
      </div>
    </form>
  );
}

function clearWords(after: ClearAfter): string {
  switch (after) {
    case 'never':
      return strings.profile.clearNever;
    case '30-minutes':
      return strings.profile.clearMinutes(30);
    case '1-hour':
      return strings.profile.clearHours(1);
    case '4-hours':
      return strings.profile.clearHours(4);
    case 'today':
      return strings.profile.clearToday;
  }
}

/** Pressed while there is an emoji, it offers another; the same one again takes it away. */
function EmojiField({ emoji, onChange }: { emoji: string | null; onChange: (emoji: string | null) => void }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
    document.getElementById(id)?.focus();
  };
  return (
    <>
      <button
        id={id}
        type="button"
        aria-label={emoji === null ? strings.profile.addEmoji : strings.profile.changeEmoji(emoji)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex size-9 shrink-0 items-center justify-center rounded-control border border-edge bg-raise text-title text-ink-2 hover:border-ink-3 tap:size-11"
      >
        {emoji ?? <SmilePlus size={17} aria-hidden />}
      </button>
      {isOpen && (
        <LaterEmojiPicker
          anchorId={id}
          onPick={(char) => {
            onChange(char === emoji ? null : char);
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
