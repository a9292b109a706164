// The rooms of the sidebar in the order they are shown: the lobby, then by name, each with its sub-rooms under it.
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { RoomView } from '../../../src-shared/objects.ts';
import { locale } from '../../strings/strings.ts';

export interface RoomRow {
  view: RoomView;
  /** 0 for a room of its own, 1 and more under a parent. */
  depth: number;
}

export interface RoomTree {
  open: RoomRow[];
  archived: RoomRow[];
}

/** Deeper rooms are drawn at this depth: the sidebar is narrow. */
const DEPTH_MAX = 3;

export function roomTree(views: readonly RoomView[]): RoomTree {
  const named = views.filter(({ room }) => !room.direct).sort(byName);
  const isArchived = ({ room }: RoomView): boolean => room.archived_at !== null;
  return {
    open: nested(named.filter((view) => !isArchived(view))),
    archived: named.filter(isArchived).map((view) => ({ view, depth: 0 })),
  };
}

/** A room whose parent is not among them (not seen, or archived) stands on its own. */
function nested(views: readonly RoomView[]): RoomRow[] {
  const ids = new Set(views.map(({ room }) => room.id));
  const childrenOf = (parentId: string | null): RoomView[] =>
    views.filter(({ room }) => (room.parent_id !== null && ids.has(room.parent_id) ? room.parent_id : null) === parentId);
  const under = (parentId: string | null, depth: number): RoomRow[] =>
    childrenOf(parentId).flatMap((view) => [{ view, depth: Math.min(depth, DEPTH_MAX) }, ...under(view.room.id, depth + 1)]);
  return under(null, 0);
}

function byName(a: RoomView, b: RoomView): number {
  if (a.room.id === LOBBY_ID) return -1;
  if (b.room.id === LOBBY_ID) return 1;
  return a.room.name.localeCompare(b.room.name, locale, { numeric: true });
}
