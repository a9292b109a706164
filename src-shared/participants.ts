import type { Participant } from './objects.ts';

/** False for a person whose access was ended, and for a removed agent. Their names stay on their messages. */
export function isActive(participant: Participant): boolean {
  return participant.kind === 'person' ? participant.revoked_at === null : participant.removed_at === null;
}
