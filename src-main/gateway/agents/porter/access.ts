// Errands about people and invites. Each comes to the commands that the interface and the command line use.
import { AppError } from '../../../../src-shared/errors.ts';
import { INVITE_LIFETIME_MS, INVITE_LIFETIME_MS_MAX } from '../../../../src-shared/limits.ts';
import { Name } from '../../../../src-shared/name.ts';
import type { Invite, InviteRole, Person } from '../../../../src-shared/objects.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import { ONLY_OWNER_MAKES_ADMINS } from '../../domain/access/update-access.ts';
import { parse } from '../../domain/parse.ts';
import { mayGiveRole, requirePermission, requireReinvite } from '../../domain/policy.ts';
import * as words from './access-words.ts';
import { AskedBack, say, type Deed, type Desk, type Outcome, type Step } from './desk.ts';
import type { Details, Errand } from './errand.ts';
import { inviteWords, isOpenNow, isPending, lookUp, openableRooms, roomsCalled, type Wanted } from './look-up.ts';
import { bold } from './phrasing.ts';

type Of<D extends Errand['do']> = Extract<Errand, { do: D }>;

const LIFETIME_MS_MIN = 60_000;
const USES_MAX = 1_000;

/** The app of the asker makes the invite: there is no secret before, and it is never in a message. */
export async function invite(desk: Desk, errand: Of<'invite'>): Promise<Outcome> {
  const name = errand.name === '' ? '' : parse(Name, errand.name);
  const request = requestOf(desk, errand.details);
  if (request.role) requirePermission(mayGiveRole(desk.core.directory, desk.actor, request.role), ONLY_OWNER_MAKES_ADMINS);
  const { people } = await desk.ask('list_people', {});
  const known = name === '' || errand.isAnother ? undefined : people.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (known && known.role !== 'owner') {
    const back: Errand = { do: 'reinvite', subject: { by: 'person', participant_id: known.id } };
    const options = [
      { label: `a new link for the same ${bold(known.name)}`, errand: back },
      { label: `an invite for another ${bold(name)}`, errand: { ...errand, isAnother: true as const } },
    ];
    return { kind: 'choose', question: words.isKnown(known), options };
  }
  const { invites } = await desk.ask('list_invites', {});
  const now = desk.core.now();
  const open = name === '' ? undefined : invites.find((each) => isOpenNow(each, now) && each.name.toLowerCase() === name.toLowerCase());
  const roomNames = errand.details.rooms ? roomsCalled(desk, errand.details.rooms).map((each) => each.name) : null;
  return say(words.offeredInvite(name, request, roomNames, open ? inviteWords(open, now) : null));
}

/** Throws `AskedBack` for a room that is not there, and for figures that an invite cannot have. */
function requestOf(desk: Desk, { role, rooms, max_uses, lifetime_ms }: Details): words.InviteRequest {
  if (lifetime_ms !== undefined) requireLifetime(lifetime_ms);
  if (max_uses !== undefined && (max_uses < 1 || max_uses > USES_MAX))
    throw new AskedBack('An invite can be used between once and 1,000 times. Say it again with such a number.');
  return {
    ...(role !== undefined && { role }),
    ...(rooms && { room_ids: roomsCalled(desk, rooms).map(({ id }) => id) }),
    ...(max_uses !== undefined && { max_uses }),
    ...(lifetime_ms !== undefined && { lifetime_ms }),
  };
}

function requireLifetime(ms: number): void {
  if (ms < LIFETIME_MS_MIN || ms > INVITE_LIFETIME_MS_MAX)
    throw new AskedBack('An invite lasts between one minute and 365 days. Say it again with such a time.');
}

export async function reinvite(desk: Desk, errand: Of<'reinvite'>): Promise<Outcome> {
  const isForNewGuest = (each: Invite, now: number): boolean => isOpenNow(each, now) && each.participant_id === null;
  const wanted: Wanted = { person: () => true, invite: isForNewGuest, unfit: words.neverJoined };
  const target = await lookUp(desk, errand.subject, wanted, (subject) => ({ ...errand, subject }));
  if (target.kind === 'choose') return target;
  if (target.kind === 'invite') return say(words.offeredRenewal(target.invite));
  requireReinvite(desk.core.directory, desk.actor, target.person);
  return say(words.offeredReturn(target.person));
}

/** The message is the asker's own, in the direct room of the two, so that an answer reaches the asker. */
export async function nudge(desk: Desk, errand: Of<'nudge'>): Promise<Outcome> {
  // Words behind the name may be a part of the text: with a name that is near, another text would be sent.
  const wanted: Wanted = { person: isActive, invite: () => false, unfit: words.hasNone, isExact: true };
  const target = await lookUp(desk, errand.subject, wanted, (subject) => ({ ...errand, subject }));
  if (target.kind === 'choose') return target;
  if (target.kind !== 'person') throw new AppError('person_not_found');
  const { person } = target;
  const { id: room_id } = await desk.ask('open_direct', { participant_id: person.id });
  await desk.ask('send_message', { room_id, content: errand.text });
  return say(words.nudged(person, desk.core.presence.isOnline(person.id)));
}

export async function revoke(desk: Desk, errand: Of<'revoke'>): Promise<Outcome> {
  const target = await lookUp(desk, errand.subject, { person: isActive, invite: isOpenNow, unfit: words.hasNone }, (subject) => ({
    ...errand,
    subject,
  }));
  if (target.kind === 'choose') return target;
  if (target.kind === 'invite') {
    const { invite: open } = target;
    const steps: Step[] = [{ name: 'revoke_invite', request: { invite_id: open.id } }];
    return { kind: 'confirm', question: words.asksToWithdraw(open), deed: { steps, done: () => words.withdrew(open) } };
  }
  const { person } = target;
  requirePermission(person.role !== 'owner', 'The owner always keeps access.');
  const steps: Step[] = [{ name: 'revoke_access', request: { participant_id: person.id } }];
  return { kind: 'confirm', question: words.asksToRevoke(person), deed: { steps, done: () => words.revoked(person) } };
}

export async function extend(desk: Desk, errand: Of<'extend'>): Promise<Outcome> {
  const target = await lookUp(desk, errand.subject, { person: () => false, invite: isPending, unfit: words.noInvite }, (subject) => ({
    ...errand,
    subject,
  }));
  if (target.kind === 'choose') return target;
  if (target.kind !== 'invite') throw new AppError('invite_not_found');
  const { id, expires_at } = target.invite;
  const left = Math.max(0, expires_at - desk.core.now());
  const lifetime_ms = errand.ms === null ? INVITE_LIFETIME_MS : errand.from === 'end' ? left + errand.ms : errand.ms;
  requireLifetime(lifetime_ms);
  const steps: Step[] = [{ name: 'update_invite', request: { invite_id: id, lifetime_ms } }];
  return { kind: 'do', deed: { steps, done: () => inviteNow(desk, id) } };
}

/** The invite as it is after a change. */
async function inviteNow({ ask, timeZone }: Desk, id: string): Promise<words.Words> {
  const { invites } = await ask('list_invites', {});
  const found = invites.find((each) => each.id === id);
  if (!found) throw new AppError('invite_not_found');
  return words.changedInvite(found, timeZone);
}

export async function change(desk: Desk, errand: Of<'change'>): Promise<Outcome> {
  const wanted: Wanted = { person: isActive, invite: isOpenNow, unfit: words.hasNone };
  const target = await lookUp(desk, errand.subject, wanted, (subject) => ({ ...errand, subject }));
  if (target.kind === 'choose') return target;
  if (target.kind === 'invite') return changeInvite(desk, target.invite, errand.change);
  const { change: made } = errand;
  switch (made.what) {
    case 'role':
      return changeRole(desk, target.person, made.role);
    case 'rooms':
      return made.how === 'only'
        ? openOnly(desk, target.person, made.rooms)
        : made.how === 'open'
          ? openRooms(desk, target.person, made.rooms)
          : closeRooms(desk, target.person, made.rooms);
    case 'invite':
      return say({ text: words.noInvite(target.person.name) });
  }
}

function changeRole({ core, actor }: Desk, person: Person, role: InviteRole): Outcome {
  if (person.role === role) return say(words.hasRole(person));
  const steps: Step[] = [{ name: 'update_access', request: { participant_id: person.id, role } }];
  const deed: Deed = { steps, done: () => words.gaveRole(person, role) };
  if (role !== 'admin') return { kind: 'do', deed };
  requirePermission(mayGiveRole(core.directory, actor, role), ONLY_OWNER_MAKES_ADMINS);
  return { kind: 'confirm', question: words.asksToMakeAdmin(person), deed };
}

/** The rooms of which the person is a member, of those that the asker sees: these are open to a person who sees not every public one. */
function openTo(desk: Desk, { id }: Person): { id: string; name: string }[] {
  return openableRooms(desk).filter((each) => each.member_ids.includes(id));
}

function setRooms(person: Person, rooms: readonly { id: string; name: string }[] | null): Deed {
  const room_ids = rooms?.map(({ id }) => id) ?? null;
  return {
    steps: [{ name: 'update_access', request: { participant_id: person.id, room_ids } }],
    done: () => words.opened(person, rooms?.map(({ name }) => name) ?? null),
  };
}

function openRooms(desk: Desk, person: Person, names: readonly string[]): Outcome {
  const open = openTo(desk, person);
  const isOpen = (room: { id: string; visibility: string }): boolean =>
    open.some(({ id }) => id === room.id) || (person.scope === 'home' && room.visibility === 'public');
  const more = roomsCalled(desk, names).filter((each) => !isOpen(each));
  if (more.length === 0) return say(words.isOpenAlready(person));
  if (person.scope !== 'home') return { kind: 'do', deed: setRooms(person, [...open, ...more]) };
  const steps = more.map(({ id }): Step => ({ name: 'add_member', request: { room_id: id, participant_id: person.id } }));
  return {
    kind: 'do',
    deed: {
      steps,
      done: () =>
        words.addedTo(
          person,
          more.map(({ name }) => name),
        ),
    },
  };
}

function closeRooms(desk: Desk, person: Person, names: readonly string[]): Outcome {
  const open = openTo(desk, person);
  const closed = roomsCalled(desk, names);
  const publicOnes = person.scope === 'home' ? closed.filter((each) => each.visibility === 'public') : [];
  if (publicOnes.length > 0) throw new AskedBack(words.seesEveryPublicRoom(person));
  const less = closed.filter((each) => open.some(({ id }) => id === each.id));
  if (less.length === 0) return say(words.isClosedAlready(person));
  const rest = open.filter(({ id }) => !less.some((each) => each.id === id));
  const question = words.asksToClose(
    person,
    less.map(({ name }) => name),
  );
  if (person.scope === 'home') {
    const steps = less.map(({ id }): Step => ({ name: 'remove_member', request: { room_id: id, participant_id: person.id } }));
    return {
      kind: 'confirm',
      question,
      deed: {
        steps,
        done: () =>
          words.closed(
            person,
            less.map(({ name }) => name),
          ),
      },
    };
  }
  if (rest.length === 0) throw new AskedBack(words.leavesNone(person));
  return { kind: 'confirm', question, deed: setRooms(person, rest) };
}

function openOnly(desk: Desk, person: Person, names: readonly string[] | null): Outcome {
  const rooms = names && roomsCalled(desk, names);
  const deed = setRooms(person, rooms);
  if (!rooms) return { kind: 'do', deed };
  const closes = openTo(desk, person).filter(({ id }) => !rooms.some((each) => each.id === id));
  if (closes.length === 0 && person.scope !== 'home') return { kind: 'do', deed };
  const question = words.asksToOpenOnly(
    person,
    rooms.map(({ name }) => name),
    closes.map(({ name }) => name),
  );
  return { kind: 'confirm', question, deed };
}

function changeInvite(desk: Desk, open: Invite, made: Of<'change'>['change']): Outcome {
  if (open.participant_id !== null && made.what !== 'invite') throw new AskedBack(words.isForReturn(open));
  const request =
    made.what === 'invite' ? changesOf(desk, made.details) : made.what === 'role' ? { role: made.role } : roomsOfInvite(desk, open, made);
  if ('role' in request && request.role === 'admin')
    requirePermission(mayGiveRole(desk.core.directory, desk.actor, 'admin'), ONLY_OWNER_MAKES_ADMINS);
  const steps: Step[] = [{ name: 'update_invite', request: { invite_id: open.id, ...request } }];
  const deed: Deed = { steps, done: () => inviteNow(desk, open.id) };
  const makesAdmin = 'role' in request && request.role === 'admin' && open.role !== 'admin';
  return makesAdmin ? { kind: 'confirm', question: words.asksToInviteAsAdmin(open), deed } : { kind: 'do', deed };
}

type InviteChange = Omit<words.InviteRequest, 'room_ids'> & { room_ids?: string[] | null };

/** "Every public room" is said too, unlike in a new invite, where it is the usual. */
function changesOf(desk: Desk, details: Details): InviteChange {
  return { ...requestOf(desk, details), ...(details.rooms === null && { room_ids: null }) };
}

function roomsOfInvite(desk: Desk, { name, room_ids }: Invite, made: Extract<Of<'change'>['change'], { what: 'rooms' }>): InviteChange {
  const ids = made.rooms && roomsCalled(desk, made.rooms).map(({ id }) => id);
  if (made.how === 'only' || ids === null) return { room_ids: ids };
  if (room_ids === null) throw new AskedBack(words.opensEveryPublicRoom(name));
  const rest = made.how === 'open' ? [...new Set([...room_ids, ...ids])] : room_ids.filter((id) => !ids.includes(id));
  if (rest.length === 0) throw new AskedBack(words.inviteWithoutRooms(name));
  return { room_ids: rest };
}
