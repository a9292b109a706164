// Who is listed in the sidebar, and in which order.
import { mayComeIn } from '../../src-shared/may-come-in.ts';
import type { Agent, Invite, Participant, Person } from '../../src-shared/objects.ts';
import { locale } from '../words/words.ts';

const byName = (a: Participant, b: Participant): number => a.name.localeCompare(b.name, locale, { numeric: true });

/** The built-in ones last: they are always there. */
export function listedAgents(participants: Readonly<Record<string, Participant>>): Agent[] {
  const agents = Object.values(participants)
    .filter((one) => one.kind === 'agent')
    .filter(mayComeIn);
  return agents.sort((a, b) => Number(a.type === 'built-in') - Number(b.type === 'built-in') || byName(a, b));
}

/** Everybody else who may come in. */
export function listedPeople(participants: Readonly<Record<string, Participant>>, meId: string): Person[] {
  return Object.values(participants)
    .filter((one) => one.kind === 'person')
    .filter((person) => person.id !== meId && mayComeIn(person))
    .sort(byName);
}

/** Invites for somebody by name that can still be used, except those that let somebody back in who is listed anyway. */
export function pendingInvites(invites: Readonly<Record<string, Invite>> | null, now: number): Invite[] {
  return Object.values(invites ?? {})
    .filter((invite) => invite.name !== '' && invite.participant_id === null && invite.revoked_at === null)
    .filter((invite) => invite.uses < invite.max_uses && invite.expires_at > now)
    .sort((a, b) => a.created_at - b.created_at);
}
