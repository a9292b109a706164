import { Bot, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '../../src-shared/objects.ts';
import { mayAddMembers, mayManage } from '../state/permissions.ts';
import { useCommand, useDialogActions, useMe, useParticipants, useRoom } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Dialog, DialogBody } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTask } from '../ui/use-task.ts';
import { words } from '../words/words.ts';
import { NotAllowed } from './not-allowed.tsx';
import { ParticipantPicker } from './participant-picker.tsx';
import { candidates } from './pick.ts';

export function AddMemberDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const me = useMe();
  const room = useRoom(roomId)?.room;
  return (
    <Dialog
      title={room ? words.rooms.addTo(room.name) : words.rooms.addToRoom}
      subtitle={words.rooms.seeEverything}
      icon={UserPlus}
      onClose={onClose}
    >
      {!room && <NotAllowed text={words.rooms.gone} />}
      {room && !mayAddMembers(me, room) && <NotAllowed text={words.rooms.onlyMembersAdd} />}
      {room && mayAddMembers(me, room) && <AddMemberForm room={room} onClose={onClose} />}
    </Dialog>
  );
}

function AddMemberForm({ room, onClose }: { room: Room; onClose: () => void }) {
  const command = useCommand();
  const participants = useParticipants();
  const task = useTask();
  const [picked, setPicked] = useState<string[]>([]);
  if (candidates({ participants, excluded: room.member_ids, search: '' }).length === 0) return <NobodyLeft />;

  const add = (): void =>
    task.run(async () => {
      for (const id of picked) {
        await command('add_member', { room_id: room.id, participant_id: id });
        // When a later one fails, those who are in are not tried again.
        setPicked((now) => now.filter((each) => each !== id));
      }
      onClose();
    });

  return (
    <DialogForm
      task={task}
      action={picked.length > 1 ? words.rooms.addCount(picked.length) : words.rooms.add}
      canSubmit={picked.length > 0}
      onSubmit={add}
      onClose={onClose}
    >
      <ParticipantPicker label={words.rooms.peopleAndAgents} excluded={room.member_ids} picked={picked} onPick={setPicked} />
    </DialogForm>
  );
}

function NobodyLeft() {
  const me = useMe();
  const { openDialog } = useDialogActions();
  return (
    <DialogBody>
      <EmptyState icon={Users} title={words.rooms.allIn} text={mayManage(me) ? words.rooms.allInText : undefined}>
        {mayManage(me) && (
          <>
            <Button icon={UserPlus} onClick={() => openDialog({ kind: 'invites' })}>
              {words.rooms.inviteFriend}
            </Button>
            <Button icon={Bot} onClick={() => openDialog({ kind: 'connect-agent' })}>
              {words.rooms.connectAgent}
            </Button>
          </>
        )}
      </EmptyState>
    </DialogBody>
  );
}
