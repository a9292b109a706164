import type { Participant } from '../../../src-shared/objects.ts';
import { isWaking, wakingOf } from '../../../src-shared/work.ts';
import { useHomeState, useParticipants, useSnapshot } from '../../sync/store.ts';
import { callersOf } from './unanswered.ts';

const NOT_NEEDED = {};

/**
 * The names of those who wait for an agent while it is being woken, as far as messages are loaded. They follow from the messages of the
 * room, so that no one else learns who called. `roomId`: null for all rooms.
 */
export function useWaiting(roomId: string | null): (participant: Participant) => string[] {
  const participants = useParticipants();
  const works = useSnapshot((snapshot) => snapshot.works);
  const isAny = Object.values(works).some((inRoom) => Object.values(inRoom).some(isWaking));
  const timelines = useHomeState((state) => (isAny ? state.timelines : NOT_NEEDED));
  return (participant) => {
    const work = roomId === null ? wakingOf(works, participant.id) : works[roomId]?.[participant.id];
    if (!work || !isWaking(work)) return [];
    return callersOf({ participant, timelines, participants, roomId }).flatMap((id) => participants[id]?.name ?? []);
  };
}
