import { UserCog } from 'lucide-react';
import { useState } from 'react';
import { InviteRole, type Person, type Room } from '../../../src-shared/objects.ts';
import { mayChangeAccess, mayGiveRole } from '../../../src-shared/permissions.ts';
import { useCommand, useMe, useParticipant, useRooms } from '../../sync/store.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { listed } from '../../ui/phrases.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { NotAllowed } from '../rooms/not-allowed.tsx';
import { RoleSelect } from './role-select.tsx';
import { RoomChoice } from './room-choice.tsx';

/** The role of a person, and the rooms that are open to them. */
export function AccessDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const me = useMe();
  const person = useParticipant(personId);
  if (person?.kind !== 'person') return null;
  return (
    <Dialog title={strings.access.of(person.name)} icon={UserCog} onClose={onClose}>
      {mayChangeAccess(me, person) ? (
        <AccessForm person={person} onClose={onClose} />
      ) : (
        <NotAllowed text={person.role === 'admin' ? strings.access.onlyOwner : strings.access.notAllowed} />
      )}
    </Dialog>
  );
}

function AccessForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const me = useMe();
  const command = useCommand();
  const task = useAsyncAction();
  const open = useOpenRooms(person.id);
  const [role, setRole] = useState(person.role);
  const [chosen, setChosen] = useState(person.scope === 'home' ? null : open.map(({ id }) => id));
  const [wasTried, setWasTried] = useState(false);
  const roles = InviteRole.options.filter((each) => each === person.role || mayGiveRole(me, each)).toReversed();
  const closed = chosen ? open.filter(({ id }) => !chosen.includes(id)).map(({ name }) => name) : [];
  const lacksRooms = chosen?.length === 0;

  const submit = (): void => {
    setWasTried(true);
    if (lacksRooms) return;
    task.run(async () => {
      const change = role === 'owner' || role === person.role ? {} : { role };
      await command('update_access', { participant_id: person.id, ...change, room_ids: chosen });
      onClose();
    });
  };

  return (
    <DialogForm task={task} action={strings.ui.save} onSubmit={submit} onClose={onClose}>
      <RoleSelect role={role} roles={roles} onSelect={setRole} />
      <RoomChoice
        chosen={chosen}
        first={open.map(({ id }) => id)}
        onChoose={setChosen}
        error={wasTried && lacksRooms ? strings.invites.lacksRooms : null}
      />
      <p role="status" className="text-meta text-ink-2">
        {closed.length > 0 ? strings.access.closes(person.name, listed(closed)) : strings.access.atOnce}
      </p>
    </DialogForm>
  );
}

/** The lasting rooms of which the person is a member, by name. */
function useOpenRooms(personId: string): Room[] {
  return useRooms()
    .map(({ room }) => room)
    .filter((room) => !room.direct && !room.ephemeral && room.member_ids.includes(personId))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
