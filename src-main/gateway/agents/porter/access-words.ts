// Porter's sentences about people and invites.
import { INVITE_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import { escapeMarkdown } from '../../../../src-shared/markdown-text.ts';
import type { Invite, InviteRole, Person } from '../../../../src-shared/objects.ts';
import type { Offer } from '../../../../src-shared/offers.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import type { Words } from './desk.ts';
import { bold, lengthText, listed, room, timesText, timeText, withArticle } from './phrasing.ts';

export type { Words } from './desk.ts';

/** The fields of an invite that were said. */
export type InviteRequest = Omit<Extract<Offer, { action: 'invite_person' }>, 'action' | 'label' | 'name'>;

/** More are in the list of invites. */
const LINKS_OFFERED_MAX = 3;
const LINKS_SHOWN_MAX = 10;

const roomList = (names: readonly string[] | null): string => (names === null ? 'every public room' : listed(names.map(room)));
const whose = ({ name }: Invite): string => (name === '' ? 'anyone with the link' : bold(name));

export function offeredInvite(name: string, request: InviteRequest, rooms: readonly string[] | null, open: string | null): Words {
  const { role = 'guest', max_uses = 1, lifetime_ms = INVITE_LIFETIME_MS } = request;
  const invite = name === '' ? 'The invite for anyone with the link' : `The invite for ${bold(name)}`;
  const as = role === 'guest' ? '' : `, as ${withArticle(role)}`;
  const also = open === null ? '' : ` There is one already: the ${open}.`;
  return {
    text: `${invite} opens ${roomList(rooms)}${as}. Its link works ${timesText(max_uses)}, for ${lengthText(lifetime_ms)}.${also} Only you are shown it:`,
    metadata: { actions: [{ action: 'invite_person', label: 'Copy link', name, ...request }] },
  };
}

export function isKnown(person: Person): string {
  return isActive(person)
    ? `${bold(person.name)} is here already. What shall I make?`
    : `${bold(person.name)} was here before. What shall I make?`;
}

export const neverJoined = (name: string): string =>
  `${bold(name)} has not joined yet. Say **invite** ${escapeMarkdown(name)} for another invite.`;

export function offeredReturn({ id, name }: Person): Words {
  return {
    text: `With a new link ${bold(name)} comes back with everything as it was. Making it ends the old link and all sessions:`,
    metadata: { actions: [{ action: 'reinvite_person', label: 'Make new link', participant_id: id }] },
  };
}

const renewal = ({ id, name }: Invite): Offer => ({ action: 'renew_invite', label: 'Copy new link', name, invite_id: id });

export function offeredRenewal(open: Invite): Words {
  return {
    text: `The new link for ${whose(open)} has the addresses of now. The link before it works too, where its address does; earlier ones end. Only you are shown it:`,
    metadata: { actions: [renewal(open)] },
  };
}

/** `links`: the invites, and the addresses in the links of each that do not open. */
export function linksClosed(links: readonly { open: Invite; addresses: readonly string[] }[]): Words {
  const hosts = (addresses: readonly string[]): string => addresses.map((each) => new URL(each).host).join(', ');
  const shown = links.slice(0, LINKS_SHOWN_MAX).map(({ open, addresses }) => `- ${whose(open)}: ${hosts(addresses)}`);
  const rest = links.length - shown.length;
  const lines = [...shown, ...(rest > 0 ? [`- and ${rest} more, in the list of invites`] : [])].join('\n');
  const some = links.filter(({ open }) => open.participant_id === null).slice(0, LINKS_OFFERED_MAX);
  return {
    text: `The addresses of this home have changed. These invites have a link to an address that does not open now:\n${lines}\n\nMake a new link where you sent one:`,
    metadata: { actions: some.length > 0 ? some.map(({ open }) => renewal(open)) : [{ action: 'open_invites', label: 'Open Invites' }] },
  };
}

export const nudged = ({ name }: Person, isOnline: boolean): Words => ({
  text: `I wrote that to ${bold(name)} for you, in the direct room of the two of you.${isOnline ? '' : ` It waits until ${bold(name)} is back.`}`,
});

export const hasNone = (name: string): string => `${bold(name)} has no such access or invite now. Say **who has access** for a list.`;
export const noInvite = (name: string): string =>
  `There is no open invite for ${bold(name)}. Say **reinvite** ${escapeMarkdown(name)} for a new link, or **invite** for a new guest.`;

export function asksToRevoke({ name, role }: Person): string {
  return `End the access of ${bold(name)}, ${role}? ${bold(name)} is signed out everywhere at once, and agents with keys of ${bold(name)} are disconnected. Messages stay.`;
}

export function revoked({ name }: Person): Words {
  return {
    text: `I put ${bold(name)} out: sessions, keys and open connections have ended. Say **reinvite** ${escapeMarkdown(name)} to let them back in.`,
  };
}

export function asksToWithdraw(open: Invite): string {
  const what = open.participant_id === null ? 'invite' : 'new link';
  return `Withdraw the ${what} for ${whose(open)}? Its link stops working. People who joined with it stay.`;
}

export const withdrew = (open: Invite): Words => ({ text: `The invite for ${whose(open)} cannot be used any more.` });

export function changedInvite(open: Invite, timeZone: string | null): Words {
  const { role, max_uses, uses, expires_at, room_ids } = open;
  const rooms = room_ids === null ? '' : `, for ${room_ids.length === 1 ? 'one room' : `${room_ids.length} rooms`}`;
  const used = uses === 0 ? '' : `, and was used ${timesText(uses)}`;
  return {
    text: `The invite for ${whose(open)} is good until ${timeText(expires_at, timeZone)}: as ${withArticle(role)}${rooms}, ${timesText(max_uses)}${used}. Its link stays the same.`,
  };
}

export const hasRole = ({ name, role }: Person): Words => ({ text: `${bold(name)} is ${withArticle(role)} already.` });

const ROLE_HINTS: Readonly<Record<InviteRole, string>> = {
  guest: 'Guests read and write in their rooms.',
  member: 'Members also make rooms.',
  admin: 'Admins also manage people, invites, keys and sharing.',
};

export const gaveRole = ({ name }: Person, role: InviteRole): Words => ({
  text: `${bold(name)} is ${withArticle(role)} now. ${ROLE_HINTS[role]}`,
});
export const asksToMakeAdmin = ({ name }: Person): string => `Make ${bold(name)} an admin? ${ROLE_HINTS.admin}`;
export const asksToInviteAsAdmin = (open: Invite): string =>
  `Make the invite for ${whose(open)} one for an admin? The next person who uses its link becomes one. ${ROLE_HINTS.admin}`;

export function opened({ name }: Person, rooms: readonly string[] | null): Words {
  return { text: `Open to ${bold(name)} now: ${roomList(rooms)}.` };
}

export const addedTo = ({ name }: Person, rooms: readonly string[]): Words => ({ text: `${bold(name)} is in ${roomList(rooms)} now.` });
export const closed = ({ name }: Person, rooms: readonly string[]): Words => ({
  text: `${roomList(rooms)} is closed to ${bold(name)} now.`,
});
export const isOpenAlready = ({ name }: Person): Words => ({ text: `That is open to ${bold(name)} already.` });
export const isClosedAlready = ({ name }: Person): Words => ({ text: `That is not open to ${bold(name)}.` });

export const asksToClose = ({ name }: Person, rooms: readonly string[]): string =>
  `Close ${roomList(rooms)} to ${bold(name)}? It counts at once.`;

export function asksToOpenOnly({ name }: Person, rooms: readonly string[], closes: readonly string[]): string {
  const lost = closes.length === 0 ? 'Every other room is closed to them.' : `These are closed: ${roomList(closes)}.`;
  return `Open only ${roomList(rooms)} to ${bold(name)}? ${lost}`;
}

export const seesEveryPublicRoom = ({ name }: Person): string =>
  `${bold(name)} sees every public room. Say **limit** ${escapeMarkdown(name)} **to** and the rooms that stay open.`;
export const leavesNone = ({ name }: Person): string =>
  `No room would be left to ${bold(name)}. Say **revoke** ${escapeMarkdown(name)} to end the access.`;
export const isForReturn = (open: Invite): string =>
  `That link is for ${whose(open)}, who comes back as before. Change the role and the rooms when they are here.`;
export const opensEveryPublicRoom = (name: string): string =>
  `That invite opens every public room. Say **change the invite for** ${escapeMarkdown(name)} **to rooms** and the rooms.`;
export const inviteWithoutRooms = (name: string): string =>
  `That invite would open no room. Say **revoke the invite for** ${escapeMarkdown(name)} to withdraw it.`;
