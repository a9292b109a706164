import { Bot, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '../../../src-shared/objects.ts';
import { mayManage } from '../../../src-shared/permissions.ts';
import { offersAdding } from './offers-adding.ts';
import { useCommand, useDialogActions, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { NotAllowed } from './not-allowed.tsx';
import { ParticipantPicker } from './participant-picker.tsx';
import { AboutPicked } from '../agent-facts/about-picked.tsx';
import { candidates } from './pick.ts';

export function AddMemberDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const me = useMe();
  const room = useRoom(roomId)?.room;
  return (
    <Dialog
      title={room ? strings.rooms.addTo(room.name) : strings.rooms.addToRoom}
      subtitle={strings.rooms.seeEverything}
      icon={UserPlus}
      onClose={onClose}
    >
      {!room && <NotAllowed text={strings.rooms.gone} />}
      {room && !offersAdding(me, room) && <NotAllowed text={strings.rooms.onlyMembersAdd} />}
      {room && offersAdding(me, room) && <AddMemberForm room={room} onClose={onClose} />}
    </Dialog>
  );
}

function AddMemberForm({ room, onClose }: { room: Room; onClose: () => void }) {
  const command = useCommand();
  const participants = useParticipants();
  const task = useAsyncAction();
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
      action={picked.length > 1 ? strings.rooms.addCount(picked.length) : strings.rooms.add}
      canSubmit={picked.length > 0}
      onSubmit={add}
      onClose={onClose}
    >
      <ParticipantPicker label={strings.rooms.peopleAndAgents} excluded={room.member_ids} picked={picked} onPick={setPicked} />
      <AboutPicked ids={picked} />
    </DialogForm>
  );
}

function NobodyLeft() {
  const me = useMe();
  const { openDialog } = useDialogActions();
  return (
    <DialogBody>
      <EmptyState icon={Users} title={strings.rooms.allIn} text={mayManage(me) ? strings.rooms.allInText : undefined}>
        {mayManage(me) && (
          <>
            <Button icon={UserPlus} onClick={() => openDialog({ kind: 'invites' })}>
              {strings.rooms.inviteFriend}
            </Button>
            <Button icon={Bot} onClick={() => openDialog({ kind: 'connect-agent' })}>
              {strings.rooms.connectAgent}
            </Button>
          </>
        )}
      </EmptyState>
    </DialogBody>
  );
}
