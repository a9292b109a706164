// The person who answers an agent. The agent acts for its owner, so only the owner answers while they have access.
import type { Approval } from '../../../../src-shared/approvals.ts';
import type { Participant } from '../../../../src-shared/objects.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import { isProgram, type Actor } from '../actor.ts';
import type { Directory } from '../directory.ts';

export const ONLY_OWNER = 'Only the owner of the agent can answer, in the app.';

/** The owner of the agent; without one who has access, the owner and the admins of the server. Only members of the room. */
export function decidersOf(directory: Directory, { room_id, agent_id }: Pick<Approval, 'room_id' | 'agent_id'>): string[] {
  const members = directory.room(room_id)?.members ?? new Set<string>();
  const agent = directory.participant(agent_id);
  if (agent?.kind !== 'agent') return [];
  const owner = agent.owner_id === null ? null : directory.participant(agent.owner_id);
  const deciders = [...directory.participants()].filter((each) => answersFor(owner, each));
  return deciders.map(({ id }) => id).filter((id) => members.has(id));
}

/** `owner`: that of the agent. */
export function answersFor(owner: Participant | null | undefined, decider: Participant): boolean {
  return owner?.kind === 'person' && isActive(owner) ? decider.id === owner.id : isManager(decider);
}

/**
 * Whether the actor may answer now. It has to be the person, at a page: an agent could use a key or the session of a program that
 * it finds on the machine, and answer itself.
 */
export function mayDecide(directory: Directory, actor: Actor, approval: Pick<Approval, 'room_id' | 'agent_id'>): boolean {
  const { participant_id, grant } = actor;
  const isAtPage = grant.session_id !== null && grant.key_id === null && !isProgram(actor);
  return isAtPage && decidersOf(directory, approval).includes(participant_id);
}

function isManager(participant: Participant): boolean {
  return participant.kind === 'person' && (participant.role === 'owner' || participant.role === 'admin') && isActive(participant);
}
