import { useState, type FormEvent } from 'react';
import { STATUS_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { asStatusText } from '../../../src-shared/profile.ts';
import { ColorChoice } from '../people/color-choice.tsx';
import { useCommand } from '../../sync/store.ts';
import { hueOf } from '../../../src-shared/hue.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

/** How its owner shows it to the others. */
export function AgentLook({ agent }: { agent: Agent }) {
  const command = useCommand();
  const task = useAsyncAction();
  const [text, setText] = useState(agent.description ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    task.run(async () => {
      await command('update_agent', { participant_id: agent.id, description: text.trim() || null });
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4 border-t border-line-2 pt-5">
      <Field label={strings.agents.description} hint={strings.agents.descriptionHint}>
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={STATUS_CHARS_MAX}
              value={text}
              onChange={(event) => setText(asStatusText(event.target.value))}
            />
            <Button type="submit" disabled={text.trim() === (agent.description ?? '')} isBusy={task.isBusy}>
              {strings.ui.save}
            </Button>
          </div>
        )}
      </Field>
      <FieldError text={task.error} />
      <ColorChoice
        selected={agent.color ?? hueOf(agent.id)}
        onSelect={(color) => command('update_agent', { participant_id: agent.id, color })}
      />
    </form>
  );
}
