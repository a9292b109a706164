// The keys from room to room, in the order of the sidebar.
import type { RoomView } from '../../../src-shared/objects.ts';
import { sidebarLists, type SidebarSource } from './sidebar-lists.ts';

/** The open rooms, and the direct rooms with agents and people, as the sidebar lists them. */
export function roomsInOrder(source: SidebarSource): RoomView[] {
  const byId = new Map(source.rooms.map((view) => [view.room.id, view]));
  const rows = sidebarLists(source).flatMap((list) => (list.id === 'rooms' ? list.rows : [...list.rows, ...list.more]));
  return rows.flatMap(({ roomId }) => (roomId === null ? [] : (byId.get(roomId) ?? [])));
}

/**
 * The room above or below the one on the screen that is among `wanted`, beginning again at the other end. Undefined when there is no
 * other one.
 */
export function nextRoom(
  inOrder: readonly RoomView[],
  { from, step, isWanted = () => true }: { from: string | null; step: 1 | -1; isWanted?: (view: RoomView) => boolean },
): RoomView | undefined {
  const at = inOrder.findIndex(({ room }) => room.id === from);
  const after = step === 1 ? [...inOrder.slice(at + 1), ...inOrder.slice(0, Math.max(at, 0))] : beforeThenRest(inOrder, at);
  return after.find((view) => view.room.id !== from && isWanted(view));
}

function beforeThenRest(inOrder: readonly RoomView[], at: number): RoomView[] {
  const before = at === -1 ? [] : inOrder.slice(0, at);
  return [...before.toReversed(), ...inOrder.slice(at + 1).toReversed()];
}
