import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { Room } from '../../../src-shared/objects.ts';
import { mayDeleteRoom } from '../../../src-shared/permissions.ts';
import { useActions, useCommand, useMe, useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { NotAllowed } from './not-allowed.tsx';

/** Asks for the name of the room, and says how much is deleted with it. */
export function DeleteRoomDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const me = useMe();
  const room = useRoom(roomId)?.room;
  // Once it is deleted, there is nothing left to ask.
  if (!room) return null;
  return (
    <Dialog title={strings.deletion.title(room.name)} icon={Trash2} onClose={onClose}>
      {mayDeleteRoom(me, room) ? <DeleteForm room={room} onClose={onClose} /> : <NotAllowed text={strings.deletion.notAllowed} />}
    </Dialog>
  );
}

function DeleteForm({ room, onClose }: { room: Room; onClose: () => void }) {
  const command = useCommand();
  const { leaveRoom } = useActions();
  const task = useAsyncAction();
  const amount = useAmount(room.id);
  const [name, setName] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isMatch = name.trim() === room.name;
  const submit = (): void => {
    setWasTried(true);
    if (!isMatch) return;
    task.run(async () => {
      await command('delete_room', { room_id: room.id });
      onClose();
      leaveRoom();
    });
  };
  return (
    <form
      noValidate
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogBody className="flex flex-col gap-4">
        <p className="text-body text-ink-2">{amount ? strings.deletion.text(amount.messages, amount.files) : strings.deletion.counting}</p>
        {amount !== null && amount.sub_rooms > 0 && <p className="text-list text-ink-2">{strings.deletion.subRooms(amount.sub_rooms)}</p>}
        <Field label={strings.deletion.typeName(room.name)} error={wasTried && !isMatch ? strings.deletion.otherName : null}>
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              autoComplete="off"
              spellCheck={false}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="destroy" type="submit" isBusy={task.isBusy}>
          {strings.deletion.action}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Null: not counted yet. */
function useAmount(room_id: string): Reply<'preview_room_deletion'> | null {
  const command = useCommand();
  const [amount, setAmount] = useState<Reply<'preview_room_deletion'> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    command('preview_room_deletion', { room_id }).then(
      (counted) => isCurrent && setAmount(counted),
      // Whether it may be deleted is said when it is tried.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [command, room_id]);
  return amount;
}
