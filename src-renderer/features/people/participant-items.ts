import {
  Bell,
  BellOff,
  Bot,
  CheckCheck,
  Contact,
  MessageSquare,
  MessageSquareReply,
  NotebookPen,
  Pencil,
  UserCog,
  UserMinus,
} from 'lucide-react';
import { unreadIn } from '../../../src-shared/notify/unread.ts';
import type { Agent, Participant } from '../../../src-shared/objects.ts';
import { isActive, isWebhook } from '../../../src-shared/participants.ts';
import { mayChangeAccess, mayKeepNotes, mayManageAgent, mayRemoveMember } from '../../../src-shared/permissions.ts';
import { useMarkRead } from '../notify/use-mark-read.ts';
import { useIsMuted } from '../notify/use-muted.ts';
import { useMoveItems } from '../sections/use-move-items.ts';
import { useSetLevel } from '../notify/use-room-level.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useDialogActions, useHomeOwnerId, useMe, useSnapshot } from '../../sync/store.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { directWith, useOpenDirect } from './use-open-direct.ts';

interface ParticipantItems {
  participant: Participant;
  /** The room whose member is meant. Null outside of the rooms. */
  room: RoomFacts | null;
  onProfile: () => void;
}

/** The actions on a person or an agent: the menu of the second mouse button, and the one in the list of members. */
export function useParticipantItems({ participant, room, onProfile }: ParticipantItems): MenuItem[] {
  const me = useMe();
  const { openDialog } = useDialogActions();
  const openDirect = useOpenDirect();
  const ofDirect = useDirectItems(participant.id);
  const { id } = participant;
  const ownerId = useHomeOwnerId();
  const isMe = me.id === id;
  const items: MenuItem[] = [];
  if (!isMe && room?.direct !== true && !isWebhook(participant))
    items.push({ icon: MessageSquare, label: strings.people.message, onSelect: () => openDirect(id) });
  items.push({ icon: Contact, label: strings.profile.show, onSelect: onProfile });
  if (isMe) items.push({ icon: Pencil, label: strings.people.editProfile, onSelect: () => openDialog({ kind: 'settings', page: 'you' }) });
  else items.push(...ofDirect);
  if (participant.kind === 'agent' && !isWebhook(participant))
    items.push({ icon: Bot, label: strings.profile.aboutAgent, onSelect: () => openDialog({ kind: 'connect-agent', agent_id: id }) });
  if (room && answersIn(room, participant) && mayManageAgent(me, participant, ownerId))
    items.push({
      icon: MessageSquareReply,
      label: strings.hosted.inRoom,
      onSelect: () => openDialog({ kind: 'agent-wake', room_id: room.id, participant_id: id }),
    });
  if (participant.kind === 'person' && isActive(participant) && mayChangeAccess(me, participant))
    items.push({ icon: UserCog, label: strings.people.access, onSelect: () => openDialog({ kind: 'access', participant_id: id }) });
  if (participant.kind === 'person' && mayKeepNotes(me, participant))
    items.push({
      icon: NotebookPen,
      label: strings.personNote.menu,
      onSelect: () => openDialog({ kind: 'person-note', participant_id: id }),
    });
  if (room?.member_ids.includes(id) && mayRemoveMember(me, room, id)) {
    const remove = (): void => openDialog({ kind: 'remove-member', room_id: room.id, participant_id: id });
    items.push({ icon: UserMinus, label: isMe ? strings.members.leave : strings.members.takeOut, isDanger: true, onSelect: remove });
  }
  return items;
}

/** Whether the home runs it, and its owner decides when it answers there. */
function answersIn(room: RoomFacts, participant: Participant): participant is Agent {
  const isMember = !room.direct && !room.encrypted && room.member_ids.includes(participant.id);
  return isMember && participant.kind === 'agent' && participant.type === 'hosted';
}

/** Of the direct room with them. */
function useDirectItems(participantId: string): MenuItem[] {
  const direct = useSnapshot(({ rooms }) => directWith(rooms, participantId));
  const isMuted = useIsMuted(direct?.membership);
  const setLevel = useSetLevel();
  const markRead = useMarkRead();
  const moves = useMoveItems(direct);
  if (!direct?.membership) return [];
  const { room, membership } = direct;
  const items: MenuItem[] = [];
  if (unreadIn(membership) > 0) items.push({ icon: CheckCheck, label: strings.rooms.markRead, onSelect: () => markRead(direct) });
  const before = membership.notify_level === 'none' ? 'default' : membership.notify_level;
  items.push(
    isMuted
      ? { icon: Bell, label: strings.notify.room.unmute, onSelect: () => setLevel(room.id, before) }
      : { icon: BellOff, label: strings.rooms.mute, onSelect: () => setLevel(room.id, 'none') },
  );
  return [...items, ...moves];
}
