import { useState, type FormEvent } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { KeyScopeChoice, scopeProblem, type KeyScope } from '../keys/key-scope.tsx';
import { USUAL_RIGHTS } from '../keys/key-words.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';
import { NameField } from '../../ui/name-field.tsx';
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
      <NameField label={strings.agents.itsName} name={name} error={wasTried && isMissing ? said.nameMissing : null} onName={setName} />
      <KeyScopeChoice scope={scope} onChange={setScope} isOpen={isChoosing} onOpen={() => setIsChoosing(true)} />
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
