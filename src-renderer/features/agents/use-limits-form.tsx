import { useState, type FormEvent } from 'react';
import type { UseBy, UseLimits } from '../../../src-shared/hosted-agents.ts';
import { TOKENS_PER_DAY_MAX } from '../../../src-shared/limits.ts';
import { DOLLARS_PER_DAY_MAX, TURNS_PER_DAY_MAX } from '../../../src-shared/use-limits.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { NumberField } from './number-field.tsx';
import { isGoodUse, typedUseFrom, dayLimitsIn } from './typed-limits.ts';

interface UseLimitsFormProps {
  by: UseBy;
  /** Of the agent, the room or the person. */
  id: string;
  name: string;
  limits: UseLimits;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** The limits of 24 hours. */
export function UseLimitsForm({ by, id, name, limits, onClose, onChanged }: UseLimitsFormProps) {
  const command = useCommand();
  const toast = useToast();
  const task = useAsyncAction();
  const [typed, setTyped] = useState(() => typedUseFrom(limits));
  const said = strings.hosted.usage;
  const fields = strings.hosted.limits;
  const { wrongNumber } = strings.hosted;
  const good = isGoodUse(typed);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const next = dayLimitsIn(typed);
    if (next === null) return;
    task.run(async () => {
      if (by === 'agent') await command('update_agent_settings', { participant_id: id, ...next });
      else if (by === 'room') await command('limit_agents_in_room', { room_id: id, ...next });
      else await command('limit_agents_for_person', { participant_id: id, ...next });
      await onChanged();
      toast({ text: said.saved });
      onClose();
    });
  };
  return (
    <form noValidate aria-label={said.limitsOf(name)} onSubmit={submit} className="flex flex-col gap-3 rounded-card bg-panel p-3">
      <p className="text-list text-ink-2">{strings.hosted.usage.limitsText[by]}</p>
      <div className="grid grid-cols-3 items-start gap-3 max-md:grid-cols-1">
        <NumberField
          label={strings.hosted.usage.field.answers}
          hint={said.empty}
          typed={typed.turns}
          error={good.turns ? null : wrongNumber(1, TURNS_PER_DAY_MAX)}
          onType={(turns) => setTyped({ ...typed, turns })}
        />
        <NumberField
          label={strings.hosted.usage.field.tokens}
          hint={said.empty}
          typed={typed.tokens}
          error={good.tokens ? null : wrongNumber(1, TOKENS_PER_DAY_MAX)}
          onType={(tokens) => setTyped({ ...typed, tokens })}
        />
        <NumberField
          label={strings.hosted.usage.field.dollars}
          hint={strings.hosted.usage.dollarsHint[by]}
          typed={typed.dollars}
          error={good.dollars ? null : fields.wrongDollars(DOLLARS_PER_DAY_MAX)}
          hasFractions
          onType={(dollars) => setTyped({ ...typed, dollars })}
        />
      </div>
      <FieldError text={task.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" look="primary" isBusy={task.isBusy}>
          {said.save}
        </Button>
        <Button size="small" onClick={onClose}>
          {said.cancel}
        </Button>
      </div>
    </form>
  );
}
