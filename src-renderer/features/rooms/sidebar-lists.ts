// The lists of the sidebar in the order in which they are shown: favourites, own sections, rooms, agents and people. The keys from
// room to room go along them.
import { isMuted } from '../../../src-shared/notify/rule.ts';
import { mentionsOf, unreadIn } from '../../../src-shared/notify/unread.ts';
import type { Membership, Participant, RoomView } from '../../../src-shared/objects.ts';
import { FAVOURITES_ID, type Sidebar } from '../../../src-shared/sidebar.ts';
import { listedAgents, listedPeople, nearAndAway } from '../people/people.ts';
import { entriesBySection, newestAt, type Entry } from '../sections/section-order.ts';
import { roomTree, type RoomLeaf } from './room-tree.ts';

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
  /** 0 for a top-level room, 1 and more under a parent. */
  depth: number;
}

export interface ParticipantRow extends Row {
  kind: 'participant';
}

export type SidebarRow = RoomRow | ParticipantRow;

export interface SidebarList {
  /** `rooms`, `agents`, `people`, `favourites`, or the id of a section. */
  id: string;
  /** Of a section that the person made. */
  name?: string;
  rows: readonly SidebarRow[];
  /** Behind a button: archived rooms, and those who are away when they are many. */
  more: readonly SidebarRow[];
}

export interface SidebarSource {
  rooms: readonly RoomView[];
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  online: ReadonlySet<string>;
  sidebar: Sidebar;
  now: number;
}

/** Only rooms that the user is a member of. Favourites only when there are some. */
export function sidebarLists({ rooms, participants, meId, online, sidebar, now }: SidebarSource): SidebarList[] {
  const joined = rooms.filter(({ membership }) => membership !== null);
  const sectioned = entriesBySection(joined, { participants, meId, sidebar });
  const inSections = new Set([...sectioned.values()].flat().map(({ view }) => view));
  const ofRoom = ({ view, depth }: RoomLeaf): RoomRow => ({
    ...{ kind: 'room', id: view.room.id, roomId: view.room.id, depth },
    ...marksOf(view, now),
  });
  const ofDirect = (view: RoomView, id: string): ParticipantRow => ({
    kind: 'participant',
    id,
    roomId: view.room.id,
    ...marksOf(view, now),
  });
  const rowIn = ({ view, otherId }: Entry): SidebarRow => (otherId === null ? ofRoom({ view, depth: 0 }) : ofDirect(view, otherId));
  const sections = [{ id: FAVOURITES_ID, name: undefined }, ...sidebar.sections].map(({ id, name }): SidebarList => {
    return { id, ...(name !== undefined && { name }), rows: (sectioned.get(id) ?? []).map(rowIn), more: [] };
  });
  const others = joined.filter((view) => !inSections.has(view));
  const { open, archived } = roomTree(others);
  const recent = open.map(({ view }) => ({ view, depth: 0 })).sort((a, b) => newestAt(b.view) - newestAt(a.view));
  const directs = directsOf(joined, meId);
  const isListed = ({ id }: Participant): boolean => {
    const direct = directs.get(id);
    return !direct || !inSections.has(direct);
  };
  const ofParticipant = ({ id }: Participant): ParticipantRow => {
    const direct = directs.get(id);
    return direct ? ofDirect(direct, id) : { kind: 'participant', id, roomId: null, ...NO_MARKS };
  };
  const agents = nearAndAway(listedAgents(participants).filter(isListed), (each) => each.type === 'built-in' || online.has(each.id));
  return [
    ...sections.filter(({ id, rows }) => id !== FAVOURITES_ID || rows.length > 0),
    { id: 'rooms', rows: (sidebar.order === 'recent' ? recent : open).map(ofRoom), more: archived.map(ofRoom) },
    { id: 'agents', rows: agents.near.map(ofParticipant), more: agents.away.map(ofParticipant) },
    { id: 'people', ...peopleIn(listedPeople(participants, meId).filter(isListed).map(ofParticipant), online) },
  ];
}

/** Those with unread messages first, then those who are here. */
function peopleIn(people: readonly ParticipantRow[], online: ReadonlySet<string>): Pick<SidebarList, 'rows' | 'more'> {
  const unread = people.filter((row) => row.isUnread);
  const here = people.filter((row) => !row.isUnread && online.has(row.id));
  const absent = people.filter((row) => !row.isUnread && !online.has(row.id));
  const { near, away } = nearAndAway([...unread, ...here, ...absent], (row) => row.isUnread || online.has(row.id));
  return { rows: near, more: away };
}

const NO_MARKS = { isUnread: false, calls: 0 };

function marksOf({ room, membership }: RoomView, now: number): Pick<Row, 'isUnread' | 'calls'> {
  if (!membership || isMuted(membership, now) || unreadIn(membership) === 0) return NO_MARKS;
  return { isUnread: true, calls: callsIn(room, membership) };
}

/** Every message in a direct room is for the user. */
export function callsIn({ direct }: { direct: boolean }, membership: Membership): number {
  return direct ? unreadIn(membership) : mentionsOf(membership);
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
