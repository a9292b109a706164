import { EyeOff, Hash, Users } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { Visibility } from '../../../src-shared/objects.ts';
import { keyProblem, newSeal, secretOf } from '../../sync/sealed/new-seal.ts';
import { SealFields } from '../sealed/seal-fields.tsx';
import { mayCreateRooms } from '../../../src-shared/permissions.ts';
import { useActions, useApp, useCommand, useMe, useParticipants, useRooms } from '../../sync/store.ts';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { byName } from '../../strings/by-name.ts';
import { NotAllowed } from './not-allowed.tsx';
import { ParticipantPicker } from './participant-picker.tsx';
import { candidates } from './pick.ts';
import { RoomFields } from './room-fields.tsx';

interface CreateRoomDialogProps {
  /** The room it is made under, to begin with. */
  parentId?: string;
  /** What to call it, to begin with. */
  name?: string;
  onClose: () => void;
}

export function CreateRoomDialog({ parentId, name = '', onClose }: CreateRoomDialogProps) {
  const me = useMe();
  return (
    <Dialog title={strings.rooms.newRoom} subtitle={strings.rooms.newRoomText} icon={Hash} onClose={onClose}>
      {mayCreateRooms(me) ? (
        <CreateRoomForm parentId={parentId ?? ''} startingName={name} onClose={onClose} />
      ) : (
        <NotAllowed text={strings.rooms.guestsMakeNone} />
      )}
    </Dialog>
  );
}

function CreateRoomForm({ parentId, startingName, onClose }: { parentId: string; startingName: string; onClose: () => void }) {
  const command = useCommand();
  const { goTo } = useActions();
  const { keys } = useApp();
  const me = useMe();
  const participants = useParticipants();
  const task = useAsyncAction();
  const [name, setName] = useState(startingName);
  const [description, setDescription] = useState('');
  const [visibility, setVisibility] = useState<Visibility>('public');
  const [addsEveryone, setAddsEveryone] = useState(true);
  const [parent, setParent] = useState(parentId);
  const [picked, setPicked] = useState<string[]>([]);
  const [seal, setSeal] = useState(newSeal);
  const [wasTried, setWasTried] = useState(false);
  const excluded = useMemo(() => [me.id], [me.id]);
  const hasOthers = useMemo(() => candidates({ participants, excluded, search: '' }).length > 0, [participants, excluded]);
  const isMissing = name.trim() === '';

  const submit = (): void => {
    setWasTried(true);
    if (isMissing || keyProblem(seal) !== null) return;
    task.run(async () => {
      const secret = secretOf(seal);
      const room = await command('create_room', {
        name,
        description: description.trim() || null,
        parent_id: parent || null,
        public: visibility === 'public',
        add_everyone: addsEveryone,
        encrypted: secret !== null,
        member_ids: picked,
      });
      if (secret !== null) await keys.remember(room.id, secret);
      onClose();
      goTo({ room_id: room.id, seq: null });
    });
  };

  return (
    <DialogForm task={task} action={strings.rooms.makeRoom} onSubmit={submit} onClose={onClose}>
      <RoomFields
        name={name}
        description={description}
        nameError={wasTried && isMissing ? strings.rooms.nameMissing : null}
        onName={setName}
        onDescription={setDescription}
      />
      <ChoiceCards
        label={strings.rooms.whoCanSee}
        selected={visibility}
        onSelect={setVisibility}
        choices={[
          {
            value: 'public',
            icon: Users,
            label: strings.rooms.everyone,
            text: seal.isOn ? strings.rooms.everyoneSealedText : strings.rooms.everyoneText,
          },
          { value: 'private', icon: EyeOff, label: strings.rooms.onlyAdded, text: strings.rooms.onlyAddedText },
        ]}
      />
      {visibility === 'public' && (
        <div className="-mx-2">
          <HintedCheckbox
            label={strings.rooms.addEveryone}
            hint={strings.rooms.addEveryoneHint}
            isChecked={addsEveryone}
            onChange={setAddsEveryone}
          />
        </div>
      )}
      <SealFields seal={seal} onChange={setSeal} wasTried={wasTried} />
      <ParentSelect parent={parent} onSelect={setParent} />
      {hasOthers && <ParticipantPicker label={strings.rooms.addPeopleAndAgents} excluded={excluded} picked={picked} onPick={setPicked} />}
    </DialogForm>
  );
}

/** Not drawn anew with each key in the other fields. */
const ParentSelect = memo(function ParentSelect({ parent, onSelect }: { parent: string; onSelect: (roomId: string) => void }) {
  const rooms = useRooms()
    .map(({ room }) => room)
    .filter((room) => !room.direct && !room.ephemeral && room.archived_at === null)
    .sort(byName);
  if (rooms.length === 0) return null;
  return (
    <Field label={strings.rooms.under}>
      {(control) => (
        <Select {...control} value={parent} onChange={(event) => onSelect(event.target.value)}>
          <option value="">{strings.rooms.underNone}</option>
          {rooms.map((room) => (
            <option key={room.id} value={room.id}>
              {room.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
});
