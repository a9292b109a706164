import { Hash } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Visibility } from '../../../src-shared/objects.ts';
import { keyProblem, newSeal, secretOf } from '../../sync/sealed/new-seal.ts';
import { SealFields } from '../sealed/seal-fields.tsx';
import { mayCreateRooms } from '../../../src-shared/permissions.ts';
import { useActions, useApp, useCommand, useMe, useParticipants } from '../../sync/store.ts';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutPicked } from '../agent-facts/about-picked.tsx';
import { NotAllowed } from './not-allowed.tsx';
import { ParticipantPicker } from './participant-picker.tsx';
import { ParentSelect } from './parent-select.tsx';
import { candidates } from './pick.ts';
import { RoomFields } from './room-fields.tsx';
import { VisibilityChoice } from './visibility-choice.tsx';

interface CreateRoomDialogProps {
  /** The room it is made under, to begin with. */
  parentId?: string;
  /** The name in the field at the start. */
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
      <VisibilityChoice selected={visibility} isSealed={seal.isOn} onSelect={setVisibility} />
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
      <AboutPicked ids={picked} />
    </DialogForm>
  );
}
