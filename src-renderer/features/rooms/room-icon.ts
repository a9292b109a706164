import { Archive, CornerDownRight, EyeOff, Hash, Lock, type LucideIcon } from 'lucide-react';
import type { RoomFacts } from '../../sync/room-facts.ts';

/** `depth`: how many rooms it is under. */
export function roomIcon(room: RoomFacts, depth = 0): LucideIcon {
  if (room.archived_at !== null) return Archive;
  if (room.encrypted) return Lock;
  if (room.visibility === 'private') return EyeOff;
  return depth > 0 ? CornerDownRight : Hash;
}
