import type { Snapshot } from '../../../src-shared/snapshot.ts';
import { isAtWork, presenceIn } from '../../../src-shared/work.ts';

type Seen = Pick<Snapshot, 'presence' | 'works'>;

/** Work that is shown without a room counts in each. */
export function isWorkingIn({ presence, works }: Seen, roomId: string, id: string): boolean {
  const shown = presenceIn(presence[id], works[roomId]?.[id]);
  return shown?.online === true && isAtWork(shown);
}

/** The agents that are at work in the room. */
export function agentsAtWorkIn(
  { rooms, participants, ...seen }: Seen & Pick<Snapshot, 'rooms' | 'participants'>,
  roomId: string,
): string[] {
  const members = rooms[roomId]?.room.member_ids ?? [];
  return members.filter((id) => participants[id]?.kind === 'agent' && isWorkingIn(seen, roomId, id));
}
