// The people in the sidebar, and their order.
import { isActive, isWebhook } from '../../../src-shared/participants.ts';
import type { Agent, Invite, Participant, Person, Presence } from '../../../src-shared/objects.ts';
import { byName } from '../../strings/by-name.ts';

/** The built-in ones last: they are always there. */
export function listedAgents(participants: Readonly<Record<string, Participant>>): Agent[] {
  const agents = Object.values(participants)
    .filter((one) => one.kind === 'agent')
    .filter((one) => isActive(one) && !isWebhook(one));
  return agents.sort((a, b) => Number(a.type === 'built-in') - Number(b.type === 'built-in') || byName(a, b));
}

/** So many that are away are listed among the others. */
const AWAY_MAX = 5;

export function onlineAmong(participants: readonly Participant[], presence: Readonly<Record<string, Presence>>): string[] {
  return participants.filter(({ id }) => presence[id]?.online).map(({ id }) => id);
}

/** Many that are away would stand between those who are here and the next list: they come apart. */
export function nearAndAway<T>(all: readonly T[], isHere: (one: T) => boolean): { near: readonly T[]; away: readonly T[] } {
  const away = all.filter((one) => !isHere(one));
  return away.length <= AWAY_MAX ? { near: all, away: [] } : { near: all.filter(isHere), away };
}

/** All other people with access. */
export function listedPeople(participants: Readonly<Record<string, Participant>>, meId: string): Person[] {
  return Object.values(participants)
    .filter((one) => one.kind === 'person')
    .filter((person) => person.id !== meId && isActive(person))
    .sort(byName);
}

/** Valid invites with a name, except those that let a listed person return. */
export function pendingInvites(invites: Readonly<Record<string, Invite>> | null, now: number): Invite[] {
  return Object.values(invites ?? {})
    .filter((invite) => invite.name !== '' && invite.participant_id === null && invite.revoked_at === null)
    .filter((invite) => invite.uses < invite.max_uses && invite.expires_at > now)
    .sort((a, b) => a.created_at - b.created_at);
}
