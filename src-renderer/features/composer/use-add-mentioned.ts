import { useCallback } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { offersAdding } from '../rooms/offers-adding.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useCommand, useMe } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

/** An agent that is mentioned and not in the room is let in, by those who may; the picker said so before. */
export function useAddMentioned(room: RoomFacts): (participant: Participant) => void {
  const command = useCommand();
  const toast = useToast();
  const isAllowed = offersAdding(useMe(), room);
  return useCallback(
    (participant) => {
      if (!isAllowed) return toast({ text: strings.composer.notAMember(participant.name) });
      command('add_member', { room_id: room.id, participant_id: participant.id }).catch((error: unknown) =>
        toast({ text: explain(error) }),
      );
    },
    [command, toast, isAllowed, room.id],
  );
}
