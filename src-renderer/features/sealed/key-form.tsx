import { Lock } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/strings.ts';

/** In the composer's place while this device does not have the room's key. */
export function KeyForm({ room }: { room: RoomFacts }) {
  const { keys, store } = useApp();
  const task = useAsyncAction();
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const given = secret.trim();
    if (given === '') return setProblem(strings.sealed.keyMissing);
    task.run(() => open(given));
  }
  async function open(given: string): Promise<void> {
    const { opened, sealed } = await keys.tries(room.id, given, store.getState().timelines[room.id]?.messages ?? []);
    // Any writer can fill the room with messages that no key opens. So the second attempt with a key is accepted.
    if (sealed > 0 && opened === 0 && refused !== given) {
      setRefused(given);
      setProblem(strings.sealed.opensNothing);
    } else await keys.remember(room.id, given);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2 rounded-card border border-line bg-panel px-4 py-3">
      <p className="flex items-center gap-2 text-list text-ink">
        <Lock size={15} aria-hidden className="shrink-0 text-ink-2" />
        {strings.sealed.enterKey}
      </p>
      <div className="flex items-start gap-2 max-sm:flex-col max-sm:items-stretch">
        <Field label={strings.sealed.key} error={problem ?? task.error} className="min-w-0 flex-1">
          {(control) => (
            <TextInput
              {...control}
              type="password"
              autoComplete="off"
              spellCheck={false}
              maxLength={SECRET_CHARS_MAX}
              value={secret}
              onChange={(event) => {
                setSecret(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
        <Button type="submit" look="primary" isBusy={task.isBusy} className="shrink-0 sm:mt-[27px]">
          {strings.sealed.open}
        </Button>
      </div>
      <p className="text-meta text-ink-2">{strings.sealed.whoHasKey}</p>
    </form>
  );
}

export const SECRET_CHARS_MAX = 1_000;
