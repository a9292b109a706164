import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { useCommand, useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { madeInvite, type MadeInvite } from './invite-links.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_DAYS = [1, 7, 30];
const USES = [1, 5, 25];

/** The guest, the rooms, the lifetime and the number of uses. The defaults suit one friend. */
export function InviteForm({ onMade }: { onMade: (made: MadeInvite) => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const [name, setName] = useState('');
  const [someRooms, setSomeRooms] = useState(false);
  const [roomIds, setRoomIds] = useState<string[]>([]);
  const [uses, setUses] = useState(1);
  const [lifetime, setLifetime] = useState(7 * DAY_MS);
  const [wasTried, setWasTried] = useState(false);
  const lacksRooms = someRooms && roomIds.length === 0;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (lacksRooms) return;
    task.run(async () => {
      const room_ids = someRooms ? roomIds : null;
      onMade(madeInvite(await command('create_invite', { name, room_ids, max_uses: uses, lifetime_ms: lifetime })));
    });
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <h3 className="text-body font-semibold">{strings.invites.inviteFriend}</h3>
      <Field label={strings.invites.theirName} hint={strings.invites.theirNameHint}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            maxLength={NAME_CHARS_MAX}
            placeholder={strings.invites.anyone}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={strings.invites.canEnter} error={wasTried && lacksRooms ? strings.invites.lacksRooms : null}>
        {(control) => (
          <Select {...control} value={someRooms ? 'some' : 'all'} onChange={(event) => setSomeRooms(event.target.value === 'some')}>
            <option value="all">{strings.invites.everyRoom}</option>
            <option value="some">{strings.invites.someRooms}</option>
          </Select>
        )}
      </Field>
      {someRooms && <RoomChoice chosen={roomIds} onChoose={setRoomIds} />}
      <div className="grid grid-cols-2 gap-3">
        <Field label={strings.invites.works}>
          {(control) => (
            <Select {...control} value={uses} onChange={(event) => setUses(Number(event.target.value))}>
              {USES.map((max) => (
                <option key={max} value={max}>
                  {max === 1 ? strings.invites.once : strings.invites.upTo(max)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={strings.invites.lasts}>
          {(control) => (
            <Select {...control} value={lifetime} onChange={(event) => setLifetime(Number(event.target.value))}>
              {LIFETIME_DAYS.map((days) => (
                <option key={days} value={days * DAY_MS}>
                  {strings.invites.days(days)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <FieldError text={task.error} />
      <Button look="primary" type="submit" isBusy={task.isBusy} className="w-full">
        {strings.invites.make}
      </Button>
    </form>
  );
}

function RoomChoice({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (ids: string[]) => void }) {
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter((room) => !room.direct && room.archived_at === null && !room.ephemeral)
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <ul aria-label={strings.invites.roomsLabel} className="-mx-2 -mt-2 max-h-44 overflow-y-auto">
      {rooms.map((room) => (
        <li key={room.id}>
          <Checkbox
            isChecked={chosen.includes(room.id)}
            onChange={(isOn) => onChoose(isOn ? [...chosen, room.id] : chosen.filter((id) => id !== room.id))}
          >
            <span className="truncate text-list">{room.name}</span>
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}
