// How rooms are named. A direct room has no name: it is called after the other one in it.
import type { Participant } from '../../src-shared/objects.ts';
import { strings } from '../strings/strings.ts';
import type { RoomFacts } from './room-facts.ts';

export function otherInDirect(room: RoomFacts, meId: string): string | null {
  return room.direct ? (room.member_ids.find((id) => id !== meId) ?? null) : null;
}

export function roomTitle(room: RoomFacts, participants: Readonly<Record<string, Participant>>, meId: string): string {
  if (!room.direct) return room.name;
  const other = otherInDirect(room, meId);
  return (other && participants[other]?.name) ?? strings.ui.formerMember;
}
