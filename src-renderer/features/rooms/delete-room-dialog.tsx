import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { Room } from '../../../src-shared/objects.ts';
import { mayDeleteRoom } from '../../../src-shared/permissions.ts';
import { useActions, useCommand, useMe, useRoom } from '../../sync/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TypeNameForm } from '../../ui/type-name-form.tsx';
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
  const said = strings.deletion;
  const remove = (): void =>
    task.run(async () => {
      await command('delete_room', { room_id: room.id });
      onClose();
      leaveRoom();
    });
  return (
    <TypeNameForm
      name={room.name}
      label={said.typeName(room.name)}
      otherName={said.otherName}
      action={said.action}
      task={task}
      onConfirm={remove}
      onClose={onClose}
    >
      <p className="text-body text-ink-2">{amount ? said.text(amount.messages, amount.files) : said.counting}</p>
      {amount !== null && amount.sub_rooms > 0 && <p className="text-list text-ink-2">{said.subRooms(amount.sub_rooms)}</p>}
    </TypeNameForm>
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
