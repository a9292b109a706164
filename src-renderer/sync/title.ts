// The window's title says how much is unread and where one is.
import { isolated } from '../../src-shared/isolate.ts';
import { UNREAD_MAX } from '../../src-shared/limits.ts';
import { unreadOf } from '../../src-shared/notify/unread.ts';
import type { HomeState } from './home-state.ts';
import { roomTitle } from './room-words.ts';

export function windowTitle({ snapshot, place }: HomeState, { now, isBadged }: { now: number; isBadged: boolean }): string {
  if (!snapshot) return 'Lanai';
  const unread = isBadged ? unreadOf(snapshot, now).messages : 0;
  const room = place && snapshot.rooms[place.room_id]?.room;
  const words = [room ? roomTitle(room, snapshot.participants, snapshot.me_id) : null, snapshot.home.name]
    .filter((word) => word !== null)
    .map(isolated)
    .join(' · ');
  return unread > 0 ? `(${countWord(unread)}) ${words}` : words;
}

/** A number as a badge shows it. */
export function countWord(count: number): string {
  return count >= UNREAD_MAX ? `${UNREAD_MAX - 1}+` : String(count);
}
