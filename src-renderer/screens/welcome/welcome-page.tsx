import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { suggestedHomeName } from './home-name.ts';
import { CenteredPage, CenteredPageNote } from '../../ui/centered-page.tsx';

/** The owner's first minute. When the home is set up the event `home.changed` shows the lobby. */
export function WelcomePage() {
  const command = useCommand();
  const task = useAsyncAction();
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
    <CenteredPage title={strings.welcome.title} lead={strings.welcome.lead}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={strings.welcome.yourName} error={wasTried && nameIsMissing ? strings.welcome.nameMissing : null}>
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
        <Field label={strings.welcome.homeName} error={wasTried && homeNameIsMissing ? strings.welcome.homeNameMissing : null}>
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
          {strings.welcome.open}
        </Button>
      </form>
      <CenteredPageNote>{strings.welcome.onlyYou}</CenteredPageNote>
    </CenteredPage>
  );
}
