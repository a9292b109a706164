import type { Actor } from '../domain/actor.ts';
import type { Directory } from '../domain/directory.ts';

/** Whose access has ended: a person's with that of their agents, or one key's or session's. */
export type CredentialRef = { participant_id: string } | { key_id: string } | { session_id: string };

export function isMeant(directory: Directory, { participant_id, grant }: Actor, which: CredentialRef): boolean {
  if ('key_id' in which) return grant.key_id === which.key_id;
  if ('session_id' in which) return grant.session_id === which.session_id;
  const participant = directory.participant(participant_id);
  return participant_id === which.participant_id || (participant?.kind === 'agent' && participant.owner_id === which.participant_id);
}
