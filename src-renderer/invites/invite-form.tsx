import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX } from '../../src-shared/limits.ts';
import { useCommand, useRooms } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field, FieldError, Select, TextInput } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import type { MadeInvite } from './invite-links.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIMES = [
  { ms: DAY_MS, label: '1 day' },
  { ms: 7 * DAY_MS, label: '7 days' },
  { ms: 30 * DAY_MS, label: '30 days' },
];
const USES = [
  { max: 1, label: 'Once' },
  { max: 5, label: 'Up to 5 times' },
  { max: 25, label: 'Up to 25 times' },
];

/** Who it is for, where it leads, how long and how often it works. The defaults are right for one friend. */
export function InviteForm({ onMade }: { onMade: (made: MadeInvite) => void }) {
  const command = useCommand();
  const task = useTask();
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
      const { invite, code, links } = await command('create_invite', {
        name,
        room_ids: someRooms ? roomIds : null,
        max_uses: uses,
        lifetime_ms: lifetime,
      });
      onMade({ id: invite.id, name: invite.name, room_ids: invite.room_ids, max_uses: invite.max_uses, code, links });
    });
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <h3 className="text-body font-semibold">Invite a friend</h3>
      <Field label="Their name" hint="They can change it when they come in.">
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            maxLength={NAME_CHARS_MAX}
            placeholder="Anyone with the link"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Can enter" error={wasTried && lacksRooms ? 'Choose at least one room.' : null}>
        {(control) => (
          <Select {...control} value={someRooms ? 'some' : 'all'} onChange={(event) => setSomeRooms(event.target.value === 'some')}>
            <option value="all">Every public room</option>
            <option value="some">Only some rooms</option>
          </Select>
        )}
      </Field>
      {someRooms && <RoomChoice chosen={roomIds} onChoose={setRoomIds} />}
      <div className="grid grid-cols-2 gap-3">
        <Field label="Works">
          {(control) => (
            <Select {...control} value={uses} onChange={(event) => setUses(Number(event.target.value))}>
              {USES.map(({ max, label }) => (
                <option key={max} value={max}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="For">
          {(control) => (
            <Select {...control} value={lifetime} onChange={(event) => setLifetime(Number(event.target.value))}>
              {LIFETIMES.map(({ ms, label }) => (
                <option key={ms} value={ms}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <FieldError text={task.error} />
      <Button look="primary" type="submit" isBusy={task.isBusy} className="w-full">
        Make invite
      </Button>
    </form>
  );
}

function RoomChoice({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (ids: string[]) => void }) {
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter((room) => !room.direct && room.archived_at === null && !room.ephemeral)
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <ul aria-label="Rooms they can enter" className="-mx-2 -mt-2 max-h-44 overflow-y-auto">
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
