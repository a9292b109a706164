// The lists of the sidebar in the order in which they are shown: rooms, agents and people. The keys from room to room go along them.
import { isMuted } from '../../../src-shared/notify/rule.ts';
import type { Membership, Participant, RoomView } from '../../../src-shared/objects.ts';
import { listedAgents, listedPeople, nearAndAway } from '../people/people.ts';
import { roomTree } from './room-tree.ts';

interface Row {
  /** Of the room, or of the participant. */
  id: string;
  /** Null: a participant without a direct room. */
  roomId: string | null;
  isUnread: boolean;
  /** The unread messages that have to be in sight: mentions, and all messages of a direct room. */
  calls: number;
}

export interface RoomRow extends Row {
  kind: 'room';
  roomId: string;
  /** 0 for a room of its own, 1 and more under a parent. */
  depth: number;
}

export interface ParticipantRow extends Row {
  kind: 'participant';
}

export type SidebarRow = RoomRow | ParticipantRow;

export interface SidebarList {
  id: 'rooms' | 'agents' | 'people';
  rows: readonly SidebarRow[];
  /** Behind a button: archived rooms, and those who are away when they are many. */
  more: readonly SidebarRow[];
}

export interface SidebarSource {
  rooms: readonly RoomView[];
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  online: ReadonlySet<string>;
  now: number;
}

/** Only rooms that the user is a member of. */
export function sidebarLists({ rooms, participants, meId, online, now }: SidebarSource): SidebarList[] {
  const joined = rooms.filter(({ membership }) => membership !== null);
  const { open, archived } = roomTree(joined);
  const ofRoom = ({ view, depth }: { view: RoomView; depth: number }): RoomRow => ({
    ...{ kind: 'room', id: view.room.id, roomId: view.room.id, depth },
    ...marksOf(view, now),
  });
  const directs = directsOf(joined, meId);
  const ofParticipant = ({ id }: Participant): ParticipantRow => {
    const direct = directs.get(id);
    return { kind: 'participant', id, roomId: direct?.room.id ?? null, ...(direct ? marksOf(direct, now) : NO_MARKS) };
  };
  const agents = nearAndAway(listedAgents(participants), (each) => each.type === 'built-in' || online.has(each.id));
  const people = listedPeople(participants, meId).map(ofParticipant);
  const here = people.filter(({ id, isUnread }) => isUnread || online.has(id));
  const inOrder = [
    ...here.filter((row) => row.isUnread),
    ...here.filter((row) => !row.isUnread),
    ...people.filter((row) => !here.includes(row)),
  ];
  const isHere = new Set(here.map(({ id }) => id));
  const { near, away } = nearAndAway(inOrder, (row) => isHere.has(row.id));
  return [
    { id: 'rooms', rows: open.map(ofRoom), more: archived.map(ofRoom) },
    { id: 'agents', rows: agents.near.map(ofParticipant), more: agents.away.map(ofParticipant) },
    { id: 'people', rows: near, more: away },
  ];
}

const NO_MARKS = { isUnread: false, calls: 0 };

function marksOf({ room, membership }: RoomView, now: number): Pick<Row, 'isUnread' | 'calls'> {
  if (!membership || isMuted(membership, now) || membership.unread === 0) return NO_MARKS;
  return { isUnread: true, calls: callsIn(room, membership) };
}

/** Every message in a direct room is for the user. */
export function callsIn({ direct }: { direct: boolean }, { unread, mentions }: Membership): number {
  return direct ? unread : mentions;
}

/** By the other member. */
function directsOf(rooms: readonly RoomView[], meId: string): Map<string, RoomView> {
  const directs = new Map<string, RoomView>();
  for (const view of rooms) {
    if (!view.room.direct) continue;
    for (const id of view.room.member_ids) if (id !== meId) directs.set(id, view);
  }
  return directs;
}

/** A folded list keeps its unread rows, and the one that is open. */
export function shownRows<R extends Row>(
  rows: readonly R[],
  { isFolded, openRoomId }: { isFolded: boolean; openRoomId: string | null },
): readonly R[] {
  return isFolded ? rows.filter((row) => row.isUnread || (row.roomId !== null && row.roomId === openRoomId)) : rows;
}
