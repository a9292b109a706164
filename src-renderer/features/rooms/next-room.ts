// The keys from room to room, in the order of the sidebar.
import type { Participant, RoomView } from '../../../src-shared/objects.ts';
import { listedAgents, listedPeople } from '../people/people.ts';
import { roomTree } from './room-tree.ts';

interface Sidebar {
  rooms: readonly RoomView[];
  participants: Readonly<Record<string, Participant>>;
  meId: string;
}

/** The open rooms, then the direct rooms with agents and with people. */
export function roomsInOrder({ rooms, participants, meId }: Sidebar): RoomView[] {
  const direct = rooms.filter(({ room }) => room.direct);
  const directsWith = (id: string): RoomView[] => direct.filter(({ room }) => room.member_ids.includes(id)).slice(0, 1);
  const others = [...listedAgents(participants), ...listedPeople(participants, meId)];
  return [...roomTree(rooms).open.map(({ view }) => view), ...others.flatMap(({ id }) => directsWith(id))];
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
