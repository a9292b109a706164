import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX } from '../../src-shared/limits.ts';
import { useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Field, FieldError, TextInput } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { suggestedHomeName } from './home-name.ts';
import { Porch, PorchNote } from './porch.tsx';

/** The owner's first minute. When the home is set up the event `home.changed` shows the lobby. */
export function WelcomePage() {
  const command = useCommand();
  const task = useTask();
  const [name, setName] = useState('');
  /** Null until edited: it follows the name. */
  const [ownHomeName, setOwnHomeName] = useState<string | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const homeName = ownHomeName ?? suggestedHomeName(name);
  const nameIsMissing = name.trim() === '';
  const homeNameIsMissing = homeName.trim() === '' && !nameIsMissing;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (nameIsMissing || homeNameIsMissing) return;
    task.run(async () => {
      await command('setup_home', { owner_name: name, home_name: homeName });
    });
  };

  return (
    <Porch title="Welcome to your Lanai" lead="Rooms for you, your friends and your agents. It all stays on this computer.">
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Your name" error={wasTried && nameIsMissing ? 'Write the name your friends and agents should see.' : null}>
          {(control) => (
            <TextInput
              {...control}
              look="large"
              autoFocus
              autoComplete="name"
              maxLength={NAME_CHARS_MAX}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="What should this place be called?"
          error={wasTried && homeNameIsMissing ? 'Give this place a name. You can change it later.' : null}
        >
          {(control) => (
            <TextInput
              {...control}
              look="large"
              autoComplete="off"
              maxLength={NAME_CHARS_MAX}
              value={homeName}
              onChange={(event) => setOwnHomeName(event.target.value)}
            />
          )}
        </Field>
        <FieldError text={task.error} />
        <Button look="primary" size="large" type="submit" isBusy={task.isBusy} className="mt-1 w-full">
          Open the door
        </Button>
      </form>
      <PorchNote>Only you can reach it until you share it.</PorchNote>
    </Porch>
  );
}
