// Decides what an actor may see and do, as pure functions of the directory. The rules by role are in src-shared/permissions.ts; here
// come the key, and what the actor can see.
import { AppError, assertNever } from '../../../src-shared/errors.ts';
import { EVENTS, type HomeEvent } from '../../../src-shared/events/index.ts';
import type { Audience, EventRow } from '../../../src-shared/events/row.ts';
import type { Right } from '../../../src-shared/keys.ts';
import type { Agent, InviteRole, Message, Participant, Person, Room } from '../../../src-shared/objects.ts';
import * as rules from '../../../src-shared/permissions.ts';
import { isActive } from '../../../src-shared/participants.ts';
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { EVERY_RIGHT, isProgram, type Actor } from './actor.ts';
import type { Directory, RoomEntry } from './directory.ts';

/** A room that the actor may not see counts as missing: the lookup is the authorisation. */
export function visibleRoom(directory: Directory, actor: Actor, roomId: string): RoomEntry | null {
  const entry = directory.room(roomId);
  return entry && seesRoom(directory, actor, entry.room, entry.members.has(actor.participant_id)) ? entry : null;
}

export function seesRoom(directory: Directory, actor: Actor, room: Room, isMember: boolean): boolean {
  if (actor.grant.room_ids && !actor.grant.room_ids.has(room.id)) return false;
  const viewer = directory.participant(actor.participant_id);
  if (!viewer || !isActive(viewer)) return false;
  if (isMember) return true;
  if (room.direct) return false;
  return room.visibility === 'public' ? seesWholeHome(directory, viewer) : isOfOnesAgents(directory, viewer, room);
}

/** Whether the room's messages are kept. Ephemeral rooms keep none: they take no files and no invites. */
export function isKept({ ephemeral }: Pick<Room, 'ephemeral'>): boolean {
  return !ephemeral;
}

/** The rooms whose messages the actor may read: a search looks in these only. Rooms in memory are not among them. */
export function lastingRooms(directory: Directory, actor: Actor): string[] {
  const ids: string[] = [];
  for (const { room, members } of directory.rooms())
    if (isKept(room) && seesRoom(directory, actor, room, members.has(actor.participant_id))) ids.push(room.id);
  return ids;
}

/** A private room that an agent made is open to its owner and to the owner's other agents, as its protocol promises them. */
function isOfOnesAgents(directory: Directory, viewer: Participant, room: Room): boolean {
  const maker = room.created_by === null ? null : directory.participant(room.created_by);
  if (maker?.kind !== 'agent' || maker.owner_id === null) return false;
  return viewer.kind === 'agent' ? viewer.owner_id === maker.owner_id : viewer.id === maker.owner_id;
}

export function canSeeWholeHome(directory: Directory, participantId: string): boolean {
  const viewer = directory.participant(participantId);
  return viewer !== null && viewer !== undefined && seesWholeHome(directory, viewer);
}

/** An agent sees as much of the home as its owner; the built-in ones see all of it. */
function seesWholeHome(directory: Directory, viewer: Participant): boolean {
  if (viewer.kind === 'person') return viewer.scope === 'home';
  if (viewer.owner_id === null) return true;
  const owner = directory.participant(viewer.owner_id);
  return owner?.kind === 'person' && owner.scope === 'home';
}

/**
 * Whether the actor is shown the participant's name: a viewer of the whole home always, others when they share a room. A key for some
 * rooms shows the participants of those rooms.
 */
export function canSeeParticipant(directory: Directory, actor: Actor, participantId: string): boolean {
  const viewer = directory.participant(actor.participant_id);
  if (!viewer) return false;
  const { room_ids } = actor.grant;
  if (room_ids)
    return viewer.id === participantId || [...room_ids].some((id) => visibleRoom(directory, actor, id)?.members.has(participantId));
  return viewer.id === participantId || seesWholeHome(directory, viewer) || directory.shareARoom(viewer.id, participantId);
}

export function has(actor: Actor, right: Right): boolean {
  return actor.grant.rights.has(right);
}

/** Joining is visible to all members: a key that may only read cannot join without help. */
export function mayJoin(actor: Actor): boolean {
  return has(actor, 'post') || has(actor, 'admin');
}

/**
 * Invites, keys, sharing: for the owner, the admins, and their keys with that permission. These concern the whole home, so a key
 * for some rooms is not enough.
 */
export function mayAdminister(directory: Directory, actor: Actor): boolean {
  return actor.grant.room_ids === null && mayModerate(directory, actor);
}

/** The same within the rooms that a key is for. */
export function mayModerate(directory: Directory, actor: Actor): boolean {
  return rules.mayManage(askerOf(directory, actor));
}

/** The actor as the shared rules take it. An agent has the role of its owner; it may always make rooms, if its key allows it. */
function askerOf(directory: Directory, actor: Actor): rules.Asker {
  const { participant_id, grant } = actor;
  const person = directory.participant(ownerPersonId(directory, actor));
  const role = person?.kind === 'person' && isActive(person) ? person.role : 'guest';
  const isAgent = directory.participant(participant_id)?.kind === 'agent';
  return { id: participant_id, role: isAgent && role === 'guest' ? 'member' : role, rights: grant.rights };
}

/**
 * An agent's owner manages it. Admins manage the agents of others, except those of the home's owner. Built-in agents have no owner.
 */
export function mayManageAgent(directory: Directory, actor: Actor, { owner_id }: Agent): boolean {
  const asker = { ...askerOf(directory, actor), id: ownerPersonId(directory, actor) };
  return actor.grant.room_ids === null && rules.mayManageAgent(asker, { owner_id }, directory.owner?.id ?? null);
}

/** Operations on all messages at once, such as a restore: for the owner, and for a key of theirs that allows it. */
export function mayKeepHome(directory: Directory, actor: Actor): boolean {
  return actor.grant.room_ids === null && rules.isOwner(askerOf(directory, actor));
}

/**
 * Whether the actor may have a program of their choice run with the rights of this account. A stolen session must not be enough, so this
 * needs the owner, in the app on the server's own computer.
 */
export function mayRunPrograms(directory: Directory, actor: Actor): boolean {
  return mayKeepHome(directory, actor) && actor.grant.entrance === 'computer' && actor.grant.rights.has('admin');
}

export const OWNERS_COMPUTER_ONLY = "Only the owner can do that, in the app on the server's own computer.";

export function requireReinvite(directory: Directory, actor: Actor, person: Person): void {
  requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
  if (person.role === 'owner') throw new AppError('person_not_found', 'There is no guest with that name.');
  requirePermission(rules.mayReinvite(askerOf(directory, actor), person), 'Only the owner can let an admin back in.');
}

/**
 * Whether a message in the room may notify a participant who is not in it: an agent that may see the room, by its owner's rights.
 */
export function mayBeCalledIn(directory: Directory, participant: Participant, room: Room): boolean {
  const stranger = { participant_id: participant.id, grant: EVERY_RIGHT };
  return participant.kind === 'agent' && seesRoom(directory, stranger, room, false);
}

/** The owner of an agent, or the person itself. */
export function ownerPersonId(directory: Directory, { participant_id }: Actor): string {
  const participant = directory.participant(participant_id);
  return participant?.kind === 'agent' ? (participant.owner_id ?? participant_id) : participant_id;
}

export function mayMakeRooms(directory: Directory, actor: Actor): boolean {
  return rules.mayCreateRooms(askerOf(directory, actor));
}

export function mayManageRoom(directory: Directory, actor: Actor, room: Room): boolean {
  return rules.mayEditRoom(askerOf(directory, actor), room);
}

export function mayTagRoom(directory: Directory, actor: Actor, room: Room): boolean {
  return rules.mayTagRoom(askerOf(directory, actor), room);
}

/** No agent deletes a room because it made it: what people wrote there would be lost. */
export function mayDeleteRoom(directory: Directory, actor: Actor, room: Room): boolean {
  const asker = askerOf(directory, actor);
  const isPerson = directory.participant(actor.participant_id)?.kind === 'person';
  return actor.grant.room_ids === null && (isPerson || rules.isOwner(asker)) && rules.mayDeleteRoom(asker, room);
}

/** To make a room public or private. No agent does: it could show what people wrote in private. */
export function mayOpenRooms(directory: Directory, actor: Actor): boolean {
  return directory.participant(actor.participant_id)?.kind === 'person' || mayKeepHome(directory, actor);
}

export function mayAddMembers(directory: Directory, actor: Actor, room: Room): boolean {
  return rules.mayAddMembers(askerOf(directory, actor), room);
}

export function mayRemoveMember(directory: Directory, actor: Actor, room: Room, participantId: string): boolean {
  return rules.mayRemoveMember(askerOf(directory, actor), room, participantId);
}

export function mayDeleteMessage(directory: Directory, actor: Actor, message: Pick<Message, 'author_id'>, room: Room): boolean {
  return rules.mayDeleteMessage(askerOf(directory, actor), message, room);
}

export function mayChangeAccess(directory: Directory, actor: Actor, person: Person): boolean {
  return actor.grant.room_ids === null && rules.mayChangeAccess(askerOf(directory, actor), person);
}

/** To see the devices of a person, and to sign them out: one's own, and those of the people that one may let back in. */
export function mayManageDevices(directory: Directory, actor: Actor, person: Person): boolean {
  const isOwn = person.id === ownerPersonId(directory, actor);
  return actor.grant.room_ids === null && (isOwn || rules.mayReinvite(askerOf(directory, actor), person));
}

/** An agent keeps notes for its owner, who must not read the one about themselves by it. */
export function mayKeepNotes(directory: Directory, actor: Actor, person: Person): boolean {
  return rules.mayKeepNotes({ ...askerOf(directory, actor), id: ownerPersonId(directory, actor) }, person);
}

export function mayGiveRole(directory: Directory, actor: Actor, role: InviteRole): boolean {
  return actor.grant.room_ids === null && rules.mayGiveRole(askerOf(directory, actor), role);
}

export function mayClearProfile(directory: Directory, actor: Actor, person: Person): boolean {
  return actor.grant.room_ids === null && rules.mayClearProfile(askerOf(directory, actor), person);
}

/**
 * Whether the actor may point a webhook at this machine or its network, where many services trust every local client. Only an admin
 * with the session of a page may. Another party may have manipulated a program.
 */
export function mayChooseAnyAddress(directory: Directory, { participant_id, grant }: Actor): boolean {
  const person = directory.participant(participant_id);
  const isPage = grant.key_id === null && grant.rights.has('admin');
  return isPage && person?.kind === 'person' && (person.role === 'owner' || person.role === 'admin') && isActive(person);
}

/**
 * The actor's own webhooks. A person also manages those of the person's keys, a key only its own. Admins manage all in the rooms
 * they see.
 */
export function mayManageSubscription(
  directory: Directory,
  actor: Actor,
  { owner_id, key_id, room_id }: Pick<Subscription, 'owner_id' | 'key_id' | 'room_id'>,
): boolean {
  const isOwn = owner_id === ownerPersonId(directory, actor) && (actor.grant.key_id === null || actor.grant.key_id === key_id);
  return isOwn || (mayModerate(directory, actor) && visibleRoom(directory, actor, room_id) !== null);
}

export function requirePermission(isAllowed: boolean, sentence?: string): void {
  if (!isAllowed) throw new AppError('access_denied', sentence);
}

/** Work that the server does later is bound to no session. A program has only its session, so it must not create such work. */
export function refuseProgram(actor: Actor): void {
  requirePermission(!isProgram(actor), 'A program cannot do that: it would go on after its session. Do it in the app.');
}

/** The part of an event that decides who receives it. Made once for an event, and asked for each connection. */
export interface Scope {
  audience: Audience;
  room_id: string | null;
  subject_id: string | null;
}

export function scopeOf(event: HomeEvent): Scope {
  const row: EventRow = EVENTS[event.type];
  return { audience: row.audience, room_id: row.room?.(event) ?? null, subject_id: row.subject?.(event) ?? null };
}

/** Whether an event is for the actor: the same rule for what happens now and for what was missed. `onlyId`: the one participant it is for. */
export function canReceive(directory: Directory, actor: Actor, scope: Scope, onlyId: string | null): boolean {
  if (!has(actor, 'read')) return false;
  if (onlyId !== null) return onlyId === actor.participant_id && isWithinGrant(directory, actor, scope);
  const { audience, room_id, subject_id } = scope;
  switch (audience) {
    case 'everyone':
      return true;
    case 'administrators':
      return mayAdminister(directory, actor);
    case 'whole home':
      return actor.grant.room_ids === null && canSeeWholeHome(directory, actor.participant_id);
    case 'acquaintances':
      return subject_id !== null && canSeeParticipant(directory, actor, subject_id);
    case 'viewers':
      return canSee(directory, actor, room_id);
    case 'viewers and subject':
      return subject_id === actor.participant_id || canSee(directory, actor, room_id);
    case 'members':
      return room_id !== null && isMemberWithin(directory, actor, room_id);
    case 'one participant':
      return false;
    default:
      return assertNever(audience);
  }
}

/** Whether the credential shows less than the participant could see. */
export function isLimited(actor: Actor): boolean {
  return actor.grant.room_ids !== null || !has(actor, 'read');
}

function isWithinGrant(directory: Directory, actor: Actor, { audience, room_id, subject_id }: Scope): boolean {
  if (actor.grant.room_ids === null) return true;
  if (audience === 'acquaintances') return subject_id !== null && canSeeParticipant(directory, actor, subject_id);
  return room_id === null || actor.grant.room_ids.has(room_id);
}

function canSee(directory: Directory, actor: Actor, roomId: string | null): boolean {
  return roomId !== null && visibleRoom(directory, actor, roomId) !== null;
}

function isMemberWithin(directory: Directory, actor: Actor, roomId: string): boolean {
  const isInScope = actor.grant.room_ids === null || actor.grant.room_ids.has(roomId);
  return isInScope && (directory.room(roomId)?.members.has(actor.participant_id) ?? false);
}
