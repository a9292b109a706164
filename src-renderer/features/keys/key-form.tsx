import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { KeyScopeChoice, scopeProblem, type KeyScope } from './key-scope.tsx';
import { USUAL_RIGHTS } from './key-words.ts';

const USUAL: KeyScope = { rights: USUAL_RIGHTS, roomIds: null };

export function KeyForm({ onMade }: { onMade: (secret: string) => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const [label, setLabel] = useState('');
  const [scope, setScope] = useState(USUAL);
  const [isChoosing, setIsChoosing] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const isMissing = label.trim() === '';
  const problem = scopeProblem(scope);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (isMissing || problem !== null) return;
    task.run(async () => {
      const { secret } = await command('create_key', { label, rights: [...scope.rights], room_ids: scope.roomIds && [...scope.roomIds] });
      setLabel('');
      setScope(USUAL);
      setIsChoosing(false);
      setWasTried(false);
      onMade(secret);
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <Field label={strings.keys.newKey} error={wasTried && isMissing ? strings.keys.labelMissing : null}>
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={NAME_CHARS_MAX}
              placeholder={strings.keys.labelExample}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
            <Button type="submit" isBusy={task.isBusy}>
              {strings.keys.make}
            </Button>
          </div>
        )}
      </Field>
      <KeyScopeChoice scope={scope} onChange={setScope} isOpen={isChoosing} onOpen={() => setIsChoosing(true)} />
      <FieldError text={(wasTried && problem) || task.error} />
    </form>
  );
}
