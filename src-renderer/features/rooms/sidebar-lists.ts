// The lists of the sidebar in the order in which they are shown: favourites, own sections, rooms, agents and people. The keys from
// room to room go along them.
import { isMuted } from '../../../src-shared/notify/rule.ts';
import type { Membership, Participant, RoomView } from '../../../src-shared/objects.ts';
import { FAVOURITES_ID, type RoomOrder, type Sidebar } from '../../../src-shared/sidebar.ts';
import { byName } from '../../strings/by-name.ts';
import { listedAgents, listedPeople, nearAndAway } from '../people/people.ts';
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
  /** 0 for a room of its own, 1 and more under a parent. */
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
  const sectioned = bySection(joined, sidebar);
  const inSections = new Set([...sectioned.values()].flat());
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
    const entries = (sectioned.get(id) ?? []).map((view) => entryOf(view, participants, meId));
    return { id, ...(name !== undefined && { name }), rows: entries.sort(inOrder(sidebar.order)).map(rowIn), more: [] };
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

/** The rooms of each section that there is. Archived rooms are in none. */
function bySection(views: readonly RoomView[], { sections }: Sidebar): Map<string, RoomView[]> {
  const found = new Map<string, RoomView[]>([FAVOURITES_ID, ...sections.map(({ id }) => id)].map((id) => [id, []]));
  for (const view of views) if (view.room.archived_at === null) found.get(view.membership?.section_id ?? '')?.push(view);
  return found;
}

/** A room in a section. `otherId`: of a direct room. */
interface Entry {
  view: RoomView;
  name: string;
  otherId: string | null;
}

function entryOf(view: RoomView, participants: SidebarSource['participants'], meId: string): Entry {
  const otherId = view.room.direct ? (view.room.member_ids.find((id) => id !== meId) ?? null) : null;
  return { view, otherId, name: otherId === null ? view.room.name : (participants[otherId]?.name ?? '') };
}

function inOrder(order: RoomOrder): (a: Entry, b: Entry) => number {
  return order === 'recent' ? (a, b) => newestAt(b.view) - newestAt(a.view) : byName;
}

function newestAt({ room }: RoomView): number {
  return room.last_message_at ?? room.created_at;
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
