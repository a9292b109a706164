import { useMemo } from 'react';
import type { Message, Participant } from '../../../src-shared/objects.ts';
import { readersOf } from '../../sync/room-reads.ts';
import { useHomeState, useMe, useParticipants } from '../../sync/store.ts';

export interface Reader {
  participant: Participant;
  at: number | null;
}

/** The other readers of a message who share that; the latest first. */
export function useReaders({ room_id, seq, author_id }: Pick<Message, 'room_id' | 'seq' | 'author_id'>): Reader[] {
  const marks = useHomeState(({ reads }) => reads[room_id]);
  const members = useHomeState(({ snapshot }) => snapshot?.rooms[room_id]?.room.member_ids);
  const participants = useParticipants();
  const meId = useMe().id;
  return useMemo(
    () =>
      readersOf(marks, seq).flatMap(({ participant_id, at }) => {
        const participant = participants[participant_id];
        const isSaid = participant?.kind === 'agent' || participant?.tells_reads === true;
        const isOther = participant_id !== meId && participant_id !== author_id && members?.includes(participant_id);
        return participant && isSaid && isOther ? [{ participant, at }] : [];
      }),
    [marks, seq, participants, members, meId, author_id],
  );
}
