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
import { NotAllowed } from './not-allowed.tsx';
import { ParticipantPicker } from './participant-picker.tsx';
import { candidates } from './pick.ts';

export function AddMemberDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const me = useMe();
  const room = useRoom(roomId)?.room;
  return (
    <Dialog
      title={room ? `Add to ${room.name}` : 'Add to room'}
      subtitle="They see everything in it, from the start"
      icon={UserPlus}
      onClose={onClose}
    >
      {!room && <NotAllowed text="This room is not there any more, or you are not in it." />}
      {room && !mayAddMembers(me, room) && <NotAllowed text="Only members of the room who are not guests can let others in." />}
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
      action={picked.length > 1 ? `Add ${picked.length}` : 'Add'}
      canSubmit={picked.length > 0}
      onSubmit={add}
      onClose={onClose}
    >
      <ParticipantPicker label="People and agents" excluded={room.member_ids} picked={picked} onPick={setPicked} />
    </DialogForm>
  );
}

function NobodyLeft() {
  const me = useMe();
  const { openDialog } = useDialogActions();
  return (
    <DialogBody>
      <EmptyState
        icon={Users}
        title="Everybody is in this room already"
        text={mayManage(me) ? 'Invite a friend or connect another agent, then add them here.' : undefined}
      >
        {mayManage(me) && (
          <>
            <Button icon={UserPlus} onClick={() => openDialog({ kind: 'invites' })}>
              Invite a friend
            </Button>
            <Button icon={Bot} onClick={() => openDialog({ kind: 'connect-agent' })}>
              Connect an agent
            </Button>
          </>
        )}
      </EmptyState>
    </DialogBody>
  );
}
