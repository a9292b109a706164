import { useMemo } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { useHomeState, useParticipants, usePresenceIn, useSnapshot } from '../../sync/store.ts';
import { ago, listed } from '../../ui/phrases.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/strings.ts';
import { useWaiting } from './use-waiting.ts';
import { calledAt } from './unanswered.ts';

/** "Called 12 min ago, no answer", or "Waking, for Ada"; null when the agent answered, or was not called. `roomId`: null for all rooms. */
export function useUnanswered(participant: Participant, roomId: string | null): string | null {
  const presence = usePresenceIn(roomId, participant.id);
  const participants = useParticipants();
  const timelines = useHomeState((state) => state.timelines);
  const isWriting = useSnapshot(({ streams }) =>
    Object.values(streams).some(({ author_id, room_id }) => author_id === participant.id && (roomId === null || room_id === roomId)),
  );
  const now = useNow();
  const at = useMemo(
    () => calledAt({ participant, presence, timelines, participants, isWriting, roomId, now }),
    [participant, presence, timelines, participants, isWriting, roomId, now],
  );
  const waiting = useWaiting(roomId)(participant);
  if (waiting.length > 0) return strings.state.wakingFor(listed(waiting));
  if (presence?.status === 'waking') return null;
  return at === null ? null : strings.state.calledNoAnswer(ago(at, now));
}
