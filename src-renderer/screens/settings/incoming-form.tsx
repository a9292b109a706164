import { useState, type FormEvent } from 'react';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { SIGNING_SECRET_CHARS_MAX, WebhookTemplate, type IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { putPicture } from '../../features/people/put-picture.ts';
import { byName } from '../../strings/by-name.ts';
import { useApp, useCommand, useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import type { MadeAddress } from './incoming-address.tsx';
import { IncomingPicture, type ChosenPicture } from './incoming-picture.tsx';

interface IncomingFormProps {
  /** Null: a new one is made. */
  of: IncomingWebhook | null;
  /** With the address to show, if one was made. */
  onSaved: (made: MadeAddress | null) => void;
  onClose: () => void;
}

interface Typed {
  name: string;
  room_id: string;
  template: WebhookTemplate;
  secret: string;
  isUnsigned: boolean;
  picture: ChosenPicture;
}

export function IncomingForm({ of, onSaved, onClose }: IncomingFormProps) {
  const save = useSave(of);
  const task = useAsyncAction();
  const [wasTried, setWasTried] = useState(false);
  const [typed, setTyped] = useState<Typed>({
    ...{ name: of?.name ?? '', room_id: of?.room_id ?? LOBBY_ID, template: of?.template ?? 'json' },
    ...{ secret: '', isUnsigned: false, picture: undefined },
  });
  const change = (more: Partial<Typed>): void => setTyped((now) => ({ ...now, ...more }));
  const isMissing = typed.name.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (!isMissing) task.run(async () => onSaved(await save(typed)));
  };
  return (
    <form
      noValidate
      aria-label={of === null ? strings.incoming.newOne : strings.incoming.changeOf(of.name)}
      onSubmit={submit}
      className="flex flex-col gap-4 rounded-card border border-line bg-raise p-4"
    >
      <Field
        label={strings.incoming.name}
        hint={strings.incoming.nameHint}
        error={wasTried && isMissing ? strings.incoming.nameMissing : null}
      >
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={NAME_CHARS_MAX}
            value={typed.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <IncomingPicture of={of} chosen={typed.picture} onChoose={(picture) => change({ picture })} />
      <RoomField roomId={typed.room_id} onSelect={(room_id) => change({ room_id })} />
      <Field label={strings.incoming.template}>
        {(control) => (
          <Select
            {...control}
            value={typed.template}
            onChange={(event) => change({ template: WebhookTemplate.options.find((each) => each === event.target.value) ?? 'json' })}
          >
            {WebhookTemplate.options.map((each) => (
              <option key={each} value={each}>
                {strings.incoming.templates[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {(typed.template === 'github' || of?.is_signed) && (
        <SigningFields isSigned={of?.is_signed ?? false} typed={typed} onChange={change} />
      )}
      <FieldError text={task.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="primary" type="submit" isBusy={task.isBusy}>
          {of === null ? strings.incoming.add : strings.incoming.save}
        </Button>
      </div>
    </form>
  );
}

function useSave(of: IncomingWebhook | null): (typed: Typed) => Promise<MadeAddress | null> {
  const command = useCommand();
  const { fetch } = useApp();
  return async ({ name, room_id, template, secret, isUnsigned, picture }) => {
    const signing_secret = isUnsigned ? null : secret === '' ? undefined : secret;
    if (of === null) {
      const made = await command('create_incoming_webhook', { room_id, name, template, signing_secret });
      // The address is shown only once, so a picture that is refused does not hide it.
      if (picture) await putPicture(fetch, picture, pictureOf(made.webhook.id)).catch(() => undefined);
      return { name: made.webhook.name, template, path: made.path };
    }
    const moved = room_id === of.room_id ? undefined : room_id;
    const removed = picture === null ? null : undefined;
    await command('update_incoming_webhook', { webhook_id: of.id, name, template, signing_secret, room_id: moved, picture: removed });
    if (picture) await putPicture(fetch, picture, pictureOf(of.id));
    return null;
  };
}

function pictureOf(id: string): string {
  return `/api/incoming-webhooks/${id}/picture`;
}

/** Sealed, direct and ephemeral rooms take no webhooks. */
function RoomField({ roomId, onSelect }: { roomId: string; onSelect: (roomId: string) => void }) {
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter((room) => room.id === roomId || (room.archived_at === null && !room.direct && !room.encrypted && !room.ephemeral))
    .sort(byName);
  return (
    <Field label={strings.incoming.room}>
      {(control) => (
        <Select {...control} value={roomId} onChange={(event) => onSelect(event.target.value)}>
          {rooms.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

interface SigningFieldsProps {
  isSigned: boolean;
  typed: Typed;
  onChange: (more: Partial<Typed>) => void;
}

function SigningFields({ isSigned, typed, onChange }: SigningFieldsProps) {
  return (
    <>
      <Field label={strings.incoming.signing} hint={isSigned ? strings.incoming.signingKept : strings.incoming.signingHint}>
        {(control) => (
          <TextInput
            {...control}
            type="password"
            autoComplete="new-password"
            maxLength={SIGNING_SECRET_CHARS_MAX}
            value={typed.secret}
            onChange={(event) => onChange({ secret: event.target.value })}
          />
        )}
      </Field>
      {isSigned && (
        <Checkbox isChecked={typed.isUnsigned} onChange={(isUnsigned) => onChange({ isUnsigned })}>
          <span className="text-list">{strings.incoming.unsigned}</span>
        </Checkbox>
      )}
    </>
  );
}
