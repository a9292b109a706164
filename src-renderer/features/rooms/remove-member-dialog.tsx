import { LogOut, UserMinus } from 'lucide-react';
import type { Room } from '../../../src-shared/objects.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useCommand, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useLeaveRoom } from './use-leave-room.ts';

interface RemoveMemberDialogProps {
  roomId: string;
  participantId: string;
  onClose: () => void;
}

/** Asks before a user leaves a room or removes a member, because not everyone can return. */
export function RemoveMemberDialog({ roomId, participantId, onClose }: RemoveMemberDialogProps) {
  const command = useCommand();
  const leaveRoom = useLeaveRoom();
  const me = useMe();
  const participants = useParticipants();
  const room = useRoom(roomId)?.room;
  const name = participants[participantId]?.name;
  if (!room || name === undefined) return null;
  const isMe = participantId === me.id;
  const title = roomTitle(room, participants, me.id);
  return (
    <ConfirmDialog
      title={isMe ? strings.rooms.leaveTitle(title) : strings.rooms.takeOutTitle(name, title)}
      icon={isMe ? LogOut : UserMinus}
      text={meaning(room, isMe)}
      action={isMe ? strings.members.leave : strings.members.takeOut}
      onConfirm={async () => {
        if (isMe) await leaveRoom(room);
        else await command('remove_member', { room_id: roomId, participant_id: participantId });
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
