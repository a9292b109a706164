// The rooms of the sections in their order, and that order after a move.
import { SECTION_ROOMS_MAX } from '../../../src-shared/limits.ts';
import type { Participant, RoomView } from '../../../src-shared/objects.ts';
import { FAVOURITES_ID, type Sidebar } from '../../../src-shared/sidebar.ts';
import type { Snapshot } from '../../../src-shared/snapshot.ts';
import { byName } from '../../strings/by-name.ts';

/** A room in a section. `otherId`: of a direct room. */
export interface Entry {
  view: RoomView;
  name: string;
  otherId: string | null;
}

interface Around {
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  sidebar: Sidebar;
}

/** The joined rooms of each section that there is. Archived rooms are in none. */
export function entriesBySection(views: readonly RoomView[], { participants, meId, sidebar }: Around): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>([FAVOURITES_ID, ...sidebar.sections.map(({ id }) => id)].map((id) => [id, []]));
  for (const view of views)
    if (view.membership && view.room.archived_at === null)
      found.get(view.membership.section_id ?? '')?.push(entryOf(view, participants, meId));
  const order = inOrder(sidebar);
  for (const entries of found.values()) entries.sort(order);
  return found;
}

function entryOf(view: RoomView, participants: Around['participants'], meId: string): Entry {
  const otherId = view.room.direct ? (view.room.member_ids.find((id) => id !== meId) ?? null) : null;
  return { view, otherId, name: otherId === null ? view.room.name : (participants[otherId]?.name ?? '') };
}

/** First the rooms that have their own place. */
function inOrder({ order, placed }: Sidebar): (a: Entry, b: Entry) => number {
  const places = new Map(placed.map((id, index) => [id, index]));
  const placeOf = ({ view }: Entry): number => places.get(view.room.id) ?? placed.length;
  const byChoice = order === 'recent' ? (a: Entry, b: Entry) => newestAt(b.view) - newestAt(a.view) : byName;
  return (a, b) => placeOf(a) - placeOf(b) || byChoice(a, b);
}

export function newestAt({ room }: RoomView): number {
  return room.last_message_at ?? room.created_at;
}

/** Empty for a section that there is not. */
export function roomsOfSection({ rooms, participants, me_id: meId, sidebar }: Snapshot, sectionId: string): string[] {
  const entries = entriesBySection(Object.values(rooms), { participants, meId, sidebar }).get(sectionId) ?? [];
  return entries.map(({ view }) => view.room.id);
}

/** With the room at this position among the others. */
export function movedTo(roomIds: readonly string[], roomId: string, position: number): string[] {
  const others = roomIds.filter((id) => id !== roomId);
  return [...others.slice(0, position), roomId, ...others.slice(position)].slice(0, SECTION_ROOMS_MAX);
}
