// The rules of what one may do, by role and by room. The server decides with them, and the interface shows and hides with them.
// Rights that depend on a key, or on what a participant can see, are decided by the server alone (domain/policy.ts).
import { LOBBY_ID } from './ids.ts';
import type { Right } from './keys.ts';
import type { Agent, InviteRole, Message, Person, Role, Room } from './objects.ts';

/** The participant that asks. A person is one. */
export interface Asker {
  readonly id: string;
  /** Of an agent: its owner's. */
  readonly role: Role;
  /** The permissions of the asker's key. Left out: all. */
  readonly rights?: ReadonlySet<Right>;
}

type RoomFacts = Pick<Room, 'direct' | 'created_by' | 'member_ids'>;

/** To back up and restore, and to decide about admins. */
export function isOwner(asker: Asker): boolean {
  return asker.role === 'owner' && allows(asker, 'admin');
}

/** Invites, keys, sharing, and the messages of others. */
export function mayManage(asker: Asker): boolean {
  return (asker.role === 'owner' || asker.role === 'admin') && allows(asker, 'admin');
}

export function mayCreateRooms(asker: Asker): boolean {
  return asker.role !== 'guest' && allows(asker, 'create');
}

/** To rename, describe and archive it, and to remove its members. */
export function mayEditRoom(asker: Asker, room: Pick<RoomFacts, 'direct' | 'created_by'>): boolean {
  return !room.direct && (room.created_by === asker.id || mayManage(asker));
}

/** Both members of a direct room may: it has no one who manages it. */
export function mayTagRoom(asker: Asker, room: RoomFacts): boolean {
  return mayEditRoom(asker, room) || (room.direct && room.member_ids.includes(asker.id));
}

/** To delete it for good, with what others wrote in it: admins cannot. The lobby stays, because each newcomer begins there. */
export function mayDeleteRoom(asker: Asker, room: Pick<RoomFacts, 'direct' | 'created_by'> & Pick<Room, 'id'>): boolean {
  const isMaker = room.created_by === asker.id && mayCreateRooms(asker);
  return !room.direct && room.id !== LOBBY_ID && (isMaker || isOwner(asker));
}

/** To add other participants. */
export function mayAddMembers(asker: Asker, room: RoomFacts): boolean {
  const belongs = room.member_ids.includes(asker.id) || mayEditRoom(asker, room);
  return !room.direct && belongs && mayCreateRooms(asker);
}

/** To call @everyone, @here and @agents. Agents cannot: two programs that answer every call would never stop. */
export function mayCallGroups(asker: Pick<Asker, 'role'>, room: Pick<RoomFacts, 'direct'>): boolean {
  return !room.direct && asker.role !== 'guest';
}

export function mayRemoveMember(asker: Asker, room: RoomFacts, participantId: string): boolean {
  return !room.direct && (participantId === asker.id || mayEditRoom(asker, room));
}

/** Whether its author may change its text. Answers to a question stay under it, so a question with choices does not change. */
export function isEditable({ kind, forwarded_from, choices, choice, act }: Message): boolean {
  return kind !== 'vote' && kind !== 'approval' && !forwarded_from && !choices && choice === undefined && !act;
}

export function mayDeleteMessage(asker: Asker, message: Pick<Message, 'author_id'>, room: Pick<Room, 'direct'>): boolean {
  return message.author_id === asker.id || (!room.direct && mayManage(asker));
}

/** An agent belongs to its owner. Admins may manage the agents of others, except those of the server's owner. Built-in ones have no owner. */
export function mayManageAgent(asker: Asker, agent: Pick<Agent, 'owner_id'>, homeOwnerId: string | null): boolean {
  if (agent.owner_id === null || !allows(asker, 'admin')) return false;
  return agent.owner_id === asker.id || (mayManage(asker) && agent.owner_id !== homeOwnerId);
}

/** A new link for a person makes its holder that person, so admins cannot make one for each other. No link is made for the owner. The same rule says whose devices one sees and signs out. */
export function mayReinvite(asker: Asker, person: Pick<Person, 'role'>): boolean {
  return mayManage(asker) && person.role !== 'owner' && (person.role !== 'admin' || isOwner(asker));
}

/** A note about another person. There are none about the owner, and only the owner keeps those about admins. A key needs the right for it besides. */
export function mayKeepNotes({ id, role }: Pick<Asker, 'id' | 'role'>, person: Pick<Person, 'id' | 'role'>): boolean {
  if (id === person.id || person.role === 'owner') return false;
  return role === 'owner' || (role === 'admin' && person.role !== 'admin');
}

/** To change the role of a person, and the rooms that are open to them. The owner's never change, and only the owner decides about admins. */
export function mayChangeAccess(asker: Asker, person: Pick<Person, 'role'>): boolean {
  return mayReinvite(asker, person);
}

/** To invite a person in this role, or to give it to one. */
export function mayGiveRole(asker: Asker, role: InviteRole): boolean {
  return mayManage(asker) && (role !== 'admin' || isOwner(asker));
}

/** To delete an unsuitable picture and status of a person. */
export function mayClearProfile(asker: Asker, person: Pick<Person, 'role'>): boolean {
  return mayManage(asker) && person.role !== 'owner';
}

function allows({ rights }: Asker, right: Right): boolean {
  return rights === undefined || rights.has(right);
}
