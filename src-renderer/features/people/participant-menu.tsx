import type { Participant } from '../../../src-shared/objects.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { ContextMenu, type ContextMenuProps } from '../../ui/context-menu.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useParticipantItems } from './participant-items.ts';

interface ParticipantMenuProps extends Pick<ContextMenuProps, 'at' | 'onClose'> {
  participant: Participant;
  room: RoomFacts | null;
  onProfile: () => void;
}

export function ParticipantMenu({ at, onClose, ...of }: ParticipantMenuProps) {
  return <ContextMenu label={strings.members.whatToDo(of.participant.name)} items={useParticipantItems(of)} at={at} onClose={onClose} />;
}
