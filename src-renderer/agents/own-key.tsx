import { KeyRound } from 'lucide-react';
import { useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { FieldError } from '../ui/field.tsx';
import { ShownSecret } from '../ui/shown-secret.tsx';
import { useTask } from '../ui/use-task.ts';
import { words } from '../words/words.ts';
import { KEY_VARIABLE } from './snippets.ts';

interface MakeOwnKeyProps {
  label: string;
  onMade: (secret: string) => void;
}

export function MakeOwnKey({ label, onMade }: MakeOwnKeyProps) {
  const command = useCommand();
  const task = useTask();
  const make = (): void =>
    task.run(async () => {
      const { secret } = await command('create_key', { label });
      onMade(secret);
    });
  return (
    <div className="flex flex-col items-end gap-1">
      <Button icon={KeyRound} isBusy={task.isBusy} onClick={make}>
        {words.agents.makeOwnKey}
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
  return words.agents.setAs(KEY_VARIABLE);
}
