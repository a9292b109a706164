import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

interface NameFormProps {
  label: string;
  hint?: string;
  name: string;
  autoComplete: 'name' | 'off';
  onSave: (name: string) => Promise<void>;
}

/** One name, saved with its own button; says so when it is. */
export function NameForm({ label, hint, name, autoComplete, onSave }: NameFormProps) {
  const task = useAsyncAction();
  const [typed, setTyped] = useState(name);
  const [saved, setSaved] = useState<string | null>(null);
  const isMissing = typed.trim() === '';
  const isChanged = typed.trim() !== name;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isMissing || !isChanged) return;
    task.run(async () => {
      await onSave(typed);
      setSaved(typed.trim());
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex max-w-105 flex-col gap-3">
      <Field label={label} hint={hint} error={isMissing ? strings.settings.homePage.nameMissing : null}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete={autoComplete}
            maxLength={NAME_CHARS_MAX}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <FieldError text={task.error} />
      <div className="flex items-center gap-3">
        <Button look="primary" type="submit" disabled={isMissing || !isChanged} isBusy={task.isBusy}>
          {strings.settings.save}
        </Button>
        <span role="status" className="text-list text-ink-2">
          {saved !== null && !isChanged && !task.isBusy ? strings.settings.saved : ''}
        </span>
      </div>
    </form>
  );
}
