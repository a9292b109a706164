import { LogOut, UserMinus } from 'lucide-react';
import type { Room } from '../../../src-shared/objects.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useActions, useCommand, useMe, useParticipants, useRoom, useRooms } from '../../sync/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';

interface RemoveMemberDialogProps {
  roomId: string;
  participantId: string;
  onClose: () => void;
}

/** Asks before a user leaves a room or removes a member, because not everyone can return. */
export function RemoveMemberDialog({ roomId, participantId, onClose }: RemoveMemberDialogProps) {
  const command = useCommand();
  const toast = useToast();
  const { goTo } = useActions();
  const me = useMe();
  const rooms = useRooms();
  const participants = useParticipants();
  const room = useRoom(roomId)?.room;
  const name = participants[participantId]?.name;
  if (!room || name === undefined) return null;
  const elsewhere = rooms.map((view) => view.room).find(({ id, archived_at }) => id !== roomId && archived_at === null)?.id;
  const isMe = participantId === me.id;
  const title = roomTitle(room, participants, me.id);
  return (
    <ConfirmDialog
      title={isMe ? strings.rooms.leaveTitle(title) : strings.rooms.takeOutTitle(name, title)}
      icon={isMe ? LogOut : UserMinus}
      text={meaning(room, isMe)}
      action={isMe ? strings.members.leave : strings.members.takeOut}
      onConfirm={async () => {
        await command('remove_member', { room_id: roomId, participant_id: participantId });
        if (!isMe) return;
        toast({ text: strings.rooms.left(title) });
        // To stay would be to look at it, and who looks at an open room is in it.
        goTo(elsewhere === undefined ? null : { room_id: elsewhere, seq: null }, { replaces: true });
      }}
      onClose={onClose}
    />
  );
}

function meaning({ visibility, ephemeral }: Room, isMe: boolean): string {
  const { leaveFleeting, leaveOpen, leaveClosed, takeOutOpen, takeOutClosed } = strings.rooms;
  if (isMe && ephemeral) return leaveFleeting;
  if (visibility === 'public') return isMe ? leaveOpen : takeOutOpen;
  return isMe ? leaveClosed : takeOutClosed;
}
