import { KeyRound } from 'lucide-react';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { ShownSecret } from '../../ui/shown-secret.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { KEY_VARIABLE } from './key-variable.ts';

interface MakeOwnKeyProps {
  label: string;
  onMade: (secret: string) => void;
}

export function MakeOwnKey({ label, onMade }: MakeOwnKeyProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const make = (): void =>
    task.run(async () => {
      const { secret } = await command('create_key', { label });
      onMade(secret);
    });
  return (
    <div className="flex flex-col items-end gap-1">
      <Button icon={KeyRound} isBusy={task.isBusy} onClick={make}>
        {strings.agents.makeOwnKey}
      </Button>
      <FieldError text={task.error} />
    </div>
  );
}

/** The secret, this once. */
export function ShownKey({ secret, hint }: { secret: string; hint: string }) {
  return <ShownSecret what="key" secret={secret} hint={hint} />;
}

export function setAsVariable(): string {
  return strings.agents.setAs(KEY_VARIABLE);
}
