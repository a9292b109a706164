import { useMemo } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { isWebhook } from '../../../src-shared/participants.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useParticipants } from '../../sync/store.ts';

/** The people and agents of the room. Webhooks are members too, and only post. */
export function useMembers({ member_ids }: Pick<RoomFacts, 'member_ids'>): Participant[] {
  const participants = useParticipants();
  return useMemo(() => member_ids.flatMap((id) => participants[id] ?? []).filter((one) => !isWebhook(one)), [member_ids, participants]);
}
