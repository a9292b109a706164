import { ChevronRight } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { WEBHOOK_SECRET_CHARS_MAX, WEBHOOK_URL_CHARS_MAX } from '../../../src-shared/limits.ts';
import { newWebhookSecret } from '../../../src-shared/webhooks.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useCommand, useMe, useParticipants, useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { authorsIn, kindsIn } from './webhook-words.ts';

interface WebhookFormProps {
  /** With the secret to show, or null when it was given. */
  onMade: (secret: string | null) => void;
  onClose: () => void;
}

interface Typed {
  room: string;
  address: string;
  authors: string;
  kinds: string;
  isWithoutThoughts: boolean;
  secret: string;
}

const NOTHING: Typed = { room: LOBBY_ID, address: '', authors: '', kinds: '', isWithoutThoughts: false, secret: '' };

export function WebhookForm({ onMade, onClose }: WebhookFormProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const [typed, setTyped] = useState(NOTHING);
  const [wasTried, setWasTried] = useState(false);
  const change = (more: Partial<Typed>): void => setTyped((now) => ({ ...now, ...more }));
  const isMissing = typed.address.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (isMissing) return;
    task.run(async () => {
      const made = typed.secret === '' ? newWebhookSecret() : null;
      await command('subscribe', {
        room_id: typed.room,
        webhook_url: typed.address.trim(),
        secret: made ?? typed.secret,
        kinds: kindsIn(typed.kinds),
        exclude_thinking: typed.isWithoutThoughts,
        ...authorsIn(typed.authors),
      });
      onMade(made);
    });
  };
  return (
    <form
      noValidate
      aria-label={strings.webhooks.newOne}
      onSubmit={submit}
      className="flex flex-col gap-4 rounded-card border border-line bg-raise p-4"
    >
      <RoomSelect room={typed.room} onSelect={(room) => change({ room })} />
      <Field
        label={strings.webhooks.address}
        hint={strings.webhooks.addressHint}
        error={wasTried && isMissing ? strings.webhooks.addressMissing : null}
      >
        {(control) => (
          <TextInput
            {...control}
            type="url"
            autoComplete="off"
            autoFocus
            maxLength={WEBHOOK_URL_CHARS_MAX}
            placeholder="https://example.org/hook"
            value={typed.address}
            onChange={(event) => change({ address: event.target.value })}
          />
        )}
      </Field>
      <MoreFields typed={typed} onChange={change} />
      <FieldError text={task.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="primary" type="submit" isBusy={task.isBusy}>
          {strings.webhooks.add}
        </Button>
      </div>
    </form>
  );
}

function RoomSelect({ room, onSelect }: { room: string; onSelect: (roomId: string) => void }) {
  const me = useMe();
  const participants = useParticipants();
  const rooms = useRooms()
    .filter((view) => view.room.archived_at === null)
    .map((view) => ({ id: view.room.id, title: roomTitle(view.room, participants, me.id) }))
    .sort((a, b) => a.title.localeCompare(b.title, locale));
  return (
    <Field label={strings.webhooks.room}>
      {(control) => (
        <Select {...control} value={room} onChange={(event) => onSelect(event.target.value)}>
          {rooms.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Rarely needed options. */
function MoreFields({ typed, onChange }: { typed: Typed; onChange: (more: Partial<Typed>) => void }) {
  return (
    <details className="group">
      <summary className="flex h-9 list-none items-center gap-1.5 rounded-control text-list font-semibold text-ink-2 tap:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={15} aria-hidden className="transition-transform duration-120 group-open:rotate-90 rtl:group-open:-rotate-90" />
        {strings.webhooks.more}
      </summary>
      <div className="mt-2 flex flex-col gap-4">
        <AuthorSelect authors={typed.authors} onSelect={(authors) => onChange({ authors })} />
        <Field label={strings.webhooks.kinds} hint={strings.webhooks.kindsHint}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              placeholder={strings.webhooks.kindsPlaceholder}
              value={typed.kinds}
              onChange={(event) => onChange({ kinds: event.target.value })}
            />
          )}
        </Field>
        <Checkbox isChecked={typed.isWithoutThoughts} onChange={(isWithoutThoughts) => onChange({ isWithoutThoughts })}>
          <span className="text-list">{strings.webhooks.noThoughts}</span>
        </Checkbox>
        <Field label={strings.webhooks.ownSecret} hint={strings.webhooks.ownSecretHint}>
          {(control) => (
            <TextInput
              {...control}
              type="password"
              autoComplete="new-password"
              maxLength={WEBHOOK_SECRET_CHARS_MAX}
              value={typed.secret}
              onChange={(event) => onChange({ secret: event.target.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

function AuthorSelect({ authors, onSelect }: { authors: string; onSelect: (authors: string) => void }) {
  const participants = useParticipants();
  const authorsByName = Object.values(participants).sort((a, b) => a.name.localeCompare(b.name, locale));
  const options = (prefix: 'only' | 'not', label: (name: string) => string) =>
    authorsByName.map(({ id, name }) => (
      <option key={id} value={`${prefix}:${id}`}>
        {label(name)}
      </option>
    ));
  return (
    <Field label={strings.webhooks.whose}>
      {(control) => (
        <Select {...control} value={authors} onChange={(event) => onSelect(event.target.value)}>
          <option value="">{strings.webhooks.everybodys}</option>
          <optgroup label={strings.webhooks.onlyOne}>{options('only', strings.webhooks.only)}</optgroup>
          <optgroup label={strings.webhooks.allButOne}>{options('not', strings.webhooks.allBut)}</optgroup>
        </Select>
      )}
    </Field>
  );
}
