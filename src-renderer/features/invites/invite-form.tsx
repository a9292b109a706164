import { ChevronRight } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { InviteRole } from '../../../src-shared/objects.ts';
import { mayGiveRole } from '../../../src-shared/permissions.ts';
import { useCommand, useMe } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { RoleSelect } from './role-select.tsx';
import { RoomChoice } from './room-choice.tsx';
import { madeInvite, type MadeInvite } from './invite-links.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_DAYS = [1, 7, 30];
const USES = [1, 5, 25];

/** The guest, the rooms, the lifetime and the number of uses. The defaults suit one friend. */
export function InviteForm({ onMade }: { onMade: (made: MadeInvite) => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const [name, setName] = useState('');
  const [nickname, setNickname] = useState('');
  const [role, setRole] = useState<InviteRole>('guest');
  const [roomIds, setRoomIds] = useState<string[] | null>(null);
  const [uses, setUses] = useState(1);
  const [lifetime, setLifetime] = useState(7 * DAY_MS);
  const [wasTried, setWasTried] = useState(false);
  const lacksRooms = roomIds?.length === 0;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (lacksRooms) return;
    task.run(async () => {
      const who = { name, role, ...(nickname.trim() !== '' && { nickname }) };
      onMade(madeInvite(await command('create_invite', { ...who, room_ids: roomIds, max_uses: uses, lifetime_ms: lifetime })));
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
      <RoomChoice chosen={roomIds} onChoose={setRoomIds} error={wasTried && lacksRooms ? strings.invites.lacksRooms : null} />
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
      <MoreChoices nickname={nickname} onNickname={setNickname} role={role} onRole={setRole} />
      <FieldError text={task.error} />
      <Button look="primary" type="submit" isBusy={task.isBusy} className="w-full">
        {strings.invites.make}
      </Button>
    </form>
  );
}

interface MoreChoicesProps {
  nickname: string;
  onNickname: (nickname: string) => void;
  role: InviteRole;
  onRole: (role: InviteRole) => void;
}

/** Seldom wanted, and so folded. */
function MoreChoices({ nickname, onNickname, role, onRole }: MoreChoicesProps) {
  const me = useMe();
  const roles = InviteRole.options.filter((each) => mayGiveRole(me, each)).toReversed();
  return (
    <details className="group">
      <summary className="flex h-8 list-none items-center gap-1.5 rounded-control text-list font-semibold text-ink-2 tap:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={15} aria-hidden className="transition-transform duration-120 group-open:rotate-90 rtl:group-open:-rotate-90" />
        {strings.invites.moreChoices}
      </summary>
      <div className="mt-1 flex flex-col gap-4">
        <RoleSelect role={role} roles={roles} onSelect={onRole} />
        <Field label={strings.invites.nickname} hint={strings.invites.nicknameHint}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={NAME_CHARS_MAX}
              value={nickname}
              onChange={(event) => onNickname(event.target.value)}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
