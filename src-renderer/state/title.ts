// The window's title says how much is unread and where one is.
import { UNREAD_MAX } from '../../src-shared/limits.ts';
import type { HomeState } from './home-state.ts';
import { roomTitle } from './room-words.ts';

export function windowTitle({ snapshot, place }: HomeState): string {
  if (!snapshot) return 'Lanai';
  const unread = Object.values(snapshot.rooms).reduce(
    (sum, { room, membership }) => sum + (room.archived_at === null ? (membership?.unread ?? 0) : 0),
    0,
  );
  const room = place && snapshot.rooms[place.room_id]?.room;
  const words = [room ? roomTitle(room, snapshot.participants, snapshot.me_id) : null, snapshot.home.name]
    .filter((word) => word !== null)
    .join(' · ');
  return unread > 0 ? `(${countWord(unread)}) ${words}` : words;
}

/** A number as a badge shows it. */
export function countWord(count: number): string {
  return count >= UNREAD_MAX ? `${UNREAD_MAX - 1}+` : String(count);
}
