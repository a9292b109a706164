import type { Callable } from '../../../src-shared/group-mentions.ts';
import type { Participant, Presence } from '../../../src-shared/objects.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';

/** Those who may be called. */
export interface Around {
  participants: Readonly<Record<string, Participant>>;
  presence: Readonly<Record<string, Presence>>;
  meId: string;
}

/** They are in no group. */
function isNotCalled(participant: Participant | undefined): boolean {
  return participant?.kind === 'agent' && (participant.type === 'built-in' || participant.type === 'webhook');
}

/** The room's members as groups are taken from them: without built-in agents and webhooks, which the server leaves out too. */
export function callableIn(room: Pick<RoomFacts, 'member_ids'>, { participants, presence, meId }: Around): Callable {
  return {
    ids: room.member_ids.filter((id) => id !== meId && !isNotCalled(participants[id])),
    isAgent: (id) => participants[id]?.kind === 'agent',
    isOnline: (id) => presence[id]?.online === true,
  };
}
