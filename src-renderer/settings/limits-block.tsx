import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { LIMIT_MAX } from '../../src-shared/limits.ts';
import type { Limits } from '../../src-shared/keys.ts';
import { useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field, FieldError, TextInput } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { explain } from '../ui/words.ts';

/** The limits that a person is likely to want otherwise; `lanai limits` has them all. */
const SHOWN = [
  { name: 'messages_per_guest', label: 'Each guest' },
  { name: 'messages_per_agent', label: 'Each agent with a key of its own' },
] as const;

export function LimitsBlock() {
  const command = useCommand();
  const [limits, setLimits] = useState<Limits | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(
    () =>
      command('get_limits', {}).then(
        (loaded) => (setLimits(loaded), setProblem(null)),
        (error: unknown) => setProblem(explain(error)),
      ),
    [command],
  );
  useEffect(() => void load(), [load]);
  return (
    <section aria-labelledby="limits-heading" className="mt-8 border-t border-line-2 pt-5">
      <h3 id="limits-heading" className="text-title font-semibold">
        Limits
      </h3>
      <p className="mb-4 text-list text-ink-2">
        How many messages a minute. They stop what runs away; you, and agents with this computer’s own key, have none.
      </p>
      <FieldError text={problem} />
      {problem !== null && (
        <Button className="mt-2" onClick={() => void load()}>
          Try again
        </Button>
      )}
      {limits && (
        <div className="flex flex-col gap-4">
          {SHOWN.map(({ name, label }) => (
            <LimitForm
              key={name}
              label={label}
              most={limits[name]}
              onSave={async (most) => setLimits(await command('set_limits', { [name]: most }))}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface LimitFormProps {
  label: string;
  most: number | null;
  onSave: (most: number | null) => Promise<void>;
}

function LimitForm({ label, most, onSave }: LimitFormProps) {
  const task = useTask();
  const [typed, setTyped] = useState(most === null ? '' : String(most));
  const [hasLimit, setHasLimit] = useState(most !== null);
  const isWrong = hasLimit && !(/^\d{1,10}$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= LIMIT_MAX);
  const wanted = hasLimit ? Number(typed) : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWrong && wanted !== most) task.run(() => onSave(wanted));
  };
  return (
    <form noValidate onSubmit={submit}>
      <Field label={label} error={isWrong && typed !== '' ? 'A whole number from 1 on.' : task.error}>
        {(control) => (
          <div className="flex flex-wrap items-center gap-3">
            <TextInput
              {...control}
              inputMode="numeric"
              autoComplete="off"
              className="max-w-32"
              disabled={!hasLimit}
              value={hasLimit ? typed : ''}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Checkbox isChecked={!hasLimit} onChange={(isFree) => setHasLimit(!isFree)}>
              <span className="text-list">
                No limit<span className="sr-only"> for {label.toLowerCase()}</span>
              </span>
            </Checkbox>
            <Button
              type="submit"
              isBusy={task.isBusy}
              disabled={isWrong || wanted === most}
              aria-label={`Save the limit of ${label.toLowerCase()}`}
            >
              Save
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
