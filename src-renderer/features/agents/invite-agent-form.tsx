import { useState, type FormEvent } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { KeyScopeFields, scopeProblem, type KeyScope } from '../keys/key-scope.tsx';
import { USUAL_RIGHTS } from '../keys/key-words.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

const USUAL: KeyScope = { rights: USUAL_RIGHTS, roomIds: null };

export function InviteAgentForm({ onMade }: { onMade: (made: Reply<'create_agent_invite'>) => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const [name, setName] = useState('');
  const [scope, setScope] = useState(USUAL);
  const [isChoosing, setIsChoosing] = useState(false);
  const [needsApproval, setNeedsApproval] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const said = strings.agents.invite;
  const isMissing = name.trim() === '';
  const problem = scopeProblem(scope);
  const isStrong = scope.rights.includes('admin');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (isMissing || problem !== null) return;
    const asked = { name, rights: [...scope.rights], room_ids: scope.roomIds && [...scope.roomIds], needs_approval: needsApproval };
    task.run(async () => onMade(await command('create_agent_invite', asked)));
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field label={strings.agents.itsName} error={wasTried && isMissing ? said.nameMissing : null}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            maxLength={NAME_CHARS_MAX}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {isChoosing ? (
        <div className="rounded-card border border-line p-4">
          <KeyScopeFields scope={scope} onChange={setScope} />
        </div>
      ) : (
        <Button look="quiet" size="small" className="-ms-2 self-start" onClick={() => setIsChoosing(true)}>
          {strings.keys.choose}
        </Button>
      )}
      <div className="-mx-2">
        <HintedCheckbox
          isChecked={needsApproval || isStrong}
          isDisabled={isStrong}
          onChange={setNeedsApproval}
          label={said.approve}
          hint={said.approveHint}
        />
      </div>
      <FieldError text={(wasTried && problem) || task.error} />
      <Button look="primary" type="submit" isBusy={task.isBusy} className="self-start">
        {said.make}
      </Button>
    </form>
  );
}
