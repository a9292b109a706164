import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { DEFAULT_LIMITS, type Limits } from '../../../src-shared/keys.ts';
import { LIMIT_MAX } from '../../../src-shared/limits.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { Section } from './section.tsx';

type LimitName = keyof Limits;

/** Those of guests first: they are the ones that a person is likely to want otherwise. */
const NAMES: readonly LimitName[] = [
  'messages_per_guest',
  'commands_per_guest',
  'rooms_per_guest',
  'stored_mb_per_guest',
  'stored_mb_per_member',
  'answered_mb_per_guest',
  'connections_per_person',
  'messages_per_agent',
  'commands_per_agent',
  'messages_per_key',
  'stored_mb_per_key',
  'answered_mb_per_key',
  'agents_per_key',
  'agents_known_per_key',
  'new_agents_per_key',
  'connections_per_key',
  'rooms_per_key',
];

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
  const { title, lead } = strings.settings.limits;
  return (
    <Section title={title} text={lead}>
      <FieldError text={problem} />
      {problem !== null && (
        <Button className="mt-2" onClick={() => void load()}>
          {strings.settings.tryAgain}
        </Button>
      )}
      {limits && (
        <div className="flex flex-col gap-5">
          {NAMES.map((name) => (
            <LimitForm
              // The stored value replaces the typed text.
              key={`${name} ${limits[name]}`}
              name={name}
              most={limits[name]}
              onSave={async (most) => setLimits(await command('set_limits', { [name]: most }))}
            />
          ))}
        </div>
      )}
    </Section>
  );
}

interface LimitFormProps {
  name: LimitName;
  most: number | null;
  onSave: (most: number | null) => Promise<void>;
}

function LimitForm({ name, most, onSave }: LimitFormProps) {
  const task = useAsyncAction();
  const [typed, setTyped] = useState(most === null ? '' : String(most));
  const [hasLimit, setHasLimit] = useState(most !== null);
  const said = strings.settings.limits;
  const label = strings.settings.limits.names[name];
  const isWrong = hasLimit && !(/^\d{1,10}$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= LIMIT_MAX);
  const wanted = hasLimit ? Number(typed) : null;
  const usual = DEFAULT_LIMITS[name];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWrong && wanted !== most) task.run(() => onSave(wanted));
  };
  return (
    <form noValidate onSubmit={submit}>
      <Field label={label} hint={usualWords(usual)} error={isWrong && typed !== '' ? said.wrong : task.error}>
        {(control) => (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 max-sm:gap-x-1.5">
            <TextInput
              {...control}
              inputMode="numeric"
              autoComplete="off"
              className="max-w-28 max-sm:max-w-20"
              disabled={!hasLimit}
              value={hasLimit ? typed : ''}
              onChange={(event) => setTyped(event.target.value)}
            />
            <span className="min-w-16 text-list text-ink-2">
              {isRate(name) ? said.perMinute : isTotal(name) ? said.inAll : said.atATime}
            </span>
            <Checkbox isChecked={!hasLimit} onChange={(isFree) => setHasLimit(!isFree)}>
              <span aria-hidden className="text-list">
                {said.noLimit}
              </span>
              <span className="sr-only">{said.noLimitFor(label)}</span>
            </Checkbox>
            <Button type="submit" isBusy={task.isBusy} disabled={isWrong || wanted === most} aria-label={said.saveFor(label)}>
              {strings.settings.save}
            </Button>
            {most !== usual && (
              <Button look="quiet" aria-label={said.resetFor(label)} onClick={() => task.run(() => onSave(usual))}>
                {said.reset}
              </Button>
            )}
          </div>
        )}
      </Field>
    </form>
  );
}

function isRate(name: LimitName): boolean {
  return name.startsWith('messages_') || name.startsWith('commands_') || name.startsWith('answered_') || name.startsWith('new_');
}

function isTotal(name: LimitName): boolean {
  return name.startsWith('stored_') || name === 'agents_known_per_key';
}

function usualWords(usual: number | null): string {
  const { usually, usuallyNone } = strings.settings.limits;
  return usual === null ? usuallyNone : usually(new Intl.NumberFormat(locale).format(usual));
}
