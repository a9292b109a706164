// Where in the sidebar something that is dragged would land.
import { movedTo } from './section-order.ts';

interface Row {
  id: string;
  roomId: string | null;
}

/** A list of the sidebar. */
export interface List {
  id: string;
  /** Of a section that the user made. */
  name?: string;
  rows: readonly Row[];
  more: readonly Row[];
}

/** A row of a room, by the key of the row, or a section by its id. */
export interface Dragged {
  kind: 'room' | 'section';
  id: string;
}

/** The item under the pointer. `isAfter`: in its lower half. `row`: null over the rest of a list. */
export interface Over {
  listId: string;
  row: string | null;
  isAfter: boolean;
}

export type Drop =
  | { kind: 'order'; section_id: string; room_ids: string[] }
  | { kind: 'remove'; room_id: string }
  | { kind: 'section'; section_id: string; position: number };

/** Null: it cannot be dropped there, or nothing would change. */
export function dropAt({ kind, id }: Dragged, over: Over, lists: readonly List[]): Drop | null {
  if (kind === 'section') return ofSection(id, over, lists);
  const from = lists.find(({ rows, more }) => [...rows, ...more].some((row) => row.id === id));
  const roomId = from && [...from.rows, ...from.more].find((row) => row.id === id)?.roomId;
  const list = lists.find((each) => each.id === over.listId);
  if (!from || !roomId || !list) return null;
  if (!isSection(list.id)) return isSection(from.id) ? { kind: 'remove', room_id: roomId } : null;
  const before = roomIdsOf(list);
  const others = list.rows.filter((row) => row.id !== id);
  const at = others.findIndex((row) => row.id === over.row);
  const position = over.row === id ? before.indexOf(roomId) : at === -1 ? (over.isAfter ? others.length : 0) : at + Number(over.isAfter);
  const room_ids = movedTo(before, roomId, position);
  return room_ids.join() === before.join() ? null : { kind: 'order', section_id: list.id, room_ids };
}

function ofSection(id: string, { listId, isAfter }: Over, lists: readonly List[]): Drop | null {
  const own = lists.filter(({ name }) => name !== undefined).map((list) => list.id);
  const others = own.filter((each) => each !== id);
  const at = others.indexOf(listId);
  if (at === -1) return null;
  const position = at + Number(isAfter);
  return position === own.indexOf(id) ? null : { kind: 'section', section_id: id, position };
}

function roomIdsOf({ rows }: List): string[] {
  return rows.flatMap(({ roomId }) => roomId ?? []);
}

/** Favourites, and a section that the user made. */
function isSection(listId: string): boolean {
  return listId !== 'rooms' && listId !== 'agents' && listId !== 'people';
}
