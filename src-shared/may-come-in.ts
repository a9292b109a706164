import type { Participant } from './objects.ts';

/** Neither a person whose access was ended nor an agent that was removed. Who may not come in keeps their name on what they wrote. */
export function mayComeIn(participant: Participant): boolean {
  return participant.kind === 'person' ? participant.revoked_at === null : participant.removed_at === null;
}
