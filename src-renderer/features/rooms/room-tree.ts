// The rooms of a list in the order they are shown: the lobby, then by name, each with its sub-rooms under it.
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { RoomView } from '../../../src-shared/objects.ts';
import { byName } from '../../strings/by-name.ts';

export interface RoomLeaf {
  view: RoomView;
  /** 0 for a top-level room, 1 and more under a parent. */
  depth: number;
}

export interface RoomTree {
  open: RoomLeaf[];
  archived: RoomLeaf[];
}

/** Deeper rooms are drawn at this depth: the sidebar is narrow. */
const DEPTH_MAX = 3;

export function roomTree(views: readonly RoomView[]): RoomTree {
  const named = views.filter(({ room }) => !room.direct).sort(lobbyFirst);
  const isArchived = ({ room }: RoomView): boolean => room.archived_at !== null;
  return {
    open: nested(named.filter((view) => !isArchived(view))),
    archived: named.filter(isArchived).map((view) => ({ view, depth: 0 })),
  };
}

/** A room whose parent is not among them (not seen, not joined, or archived) stands on its own. */
function nested(views: readonly RoomView[]): RoomLeaf[] {
  const ids = new Set(views.map(({ room }) => room.id));
  const children = new Map<string | null, RoomView[]>();
  for (const view of views) {
    const { parent_id } = view.room;
    const parentId = parent_id !== null && ids.has(parent_id) ? parent_id : null;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(view);
    else children.set(parentId, [view]);
  }
  const under = (parentId: string | null, depth: number): RoomLeaf[] =>
    (children.get(parentId) ?? []).flatMap((view) => [{ view, depth: Math.min(depth, DEPTH_MAX) }, ...under(view.room.id, depth + 1)]);
  return under(null, 0);
}

function lobbyFirst(a: RoomView, b: RoomView): number {
  if (a.room.id === LOBBY_ID) return -1;
  if (b.room.id === LOBBY_ID) return 1;
  return byName(a.room, b.room);
}
