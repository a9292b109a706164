// How rooms are named. A direct room has no name of its own: it is called after the other one in it.
import type { Participant, Room } from '../../src-shared/objects.ts';
import { words } from '../words/words.ts';

export function otherInDirect(room: Room, meId: string): string | null {
  return room.direct ? (room.member_ids.find((id) => id !== meId) ?? null) : null;
}

export function roomTitle(room: Room, participants: Readonly<Record<string, Participant>>, meId: string): string {
  if (!room.direct) return room.name;
  const other = otherInDirect(room, meId);
  return (other && participants[other]?.name) ?? words.ui.somebodyWhoLeft;
}
